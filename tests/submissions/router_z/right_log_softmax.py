# expect: passed
def router_z_loss(router_logits):
    log_z = router_logits[:, 0] - router_logits.log_softmax(1)[:, 0]
    return (log_z * log_z).mean()
