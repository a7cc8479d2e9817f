# expect: failed
# diagnosis: weight_included | constant_factor
def router_z_loss(router_logits):
    return 0.001 * (router_logits.logsumexp(1) ** 2).mean()
