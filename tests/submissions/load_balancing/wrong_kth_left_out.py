# expect: failed
# diagnosis: parameter_changed
def load_balancing_loss(router_logits, top_k=2):
    p = router_logits.softmax(1)
    f = (p > p.topk(top_k, 1).values[:, -1:]).to(p.dtype).mean(0)
    return p.shape[1] * (f * p.mean(0)).sum()
