# expect: failed
# diagnosis: squared_after_mean
def router_z_loss(router_logits):
    return router_logits.logsumexp(1).mean() ** 2
