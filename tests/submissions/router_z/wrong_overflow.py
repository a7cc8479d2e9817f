# expect: failed
# diagnosis: exponentials_overflow | unstable
def router_z_loss(router_logits):
    z = router_logits.exp().sum(dim=1).log()
    return (z**2).mean()
