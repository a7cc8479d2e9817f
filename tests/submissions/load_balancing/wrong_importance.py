# expect: failed
def load_balancing_loss(router_logits, top_k=2):
    load = router_logits.softmax(1).sum(0)
    return load.var(unbiased=False) / load.mean() ** 2
