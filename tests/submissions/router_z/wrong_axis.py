# expect: failed
# diagnosis: over_tokens
def router_z_loss(router_logits):
    return router_logits.logsumexp(0).pow(2).mean()
