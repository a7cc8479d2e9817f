# expect: failed
# diagnosis: scaled_gradient | half
def router_z_loss(router_logits):
    z = router_logits.logsumexp(1)
    return (z.detach() * z).mean()
