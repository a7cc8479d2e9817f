# expect: failed
# diagnosis: sum_instead_of_mean
def router_z_loss(router_logits):
    return (router_logits.logsumexp(1) ** 2).sum()
