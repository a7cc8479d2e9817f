# expect: failed
# diagnosis: maximum_instead
def router_z_loss(router_logits):
    return router_logits.amax(1).pow(2).mean()
