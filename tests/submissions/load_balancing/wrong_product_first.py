# expect: failed
# diagnosis: product_before_mean
def load_balancing_loss(router_logits, top_k=2):
    p = router_logits.softmax(1)
    return p.shape[1] * p.topk(top_k, 1).values.sum(1).mean()
