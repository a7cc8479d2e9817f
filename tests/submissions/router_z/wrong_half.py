# expect: failed
# diagnosis: half
def router_z_loss(router_logits):
    return 0.5 * (router_logits.logsumexp(1) ** 2).mean()
