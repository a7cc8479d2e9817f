# expect: passed
def load_balancing_loss(router_logits, top_k=2):
    above = (router_logits[:, None, :] > router_logits[:, :, None]).sum(2)
    f = (above < top_k).to(router_logits.dtype).mean(0)
    P = router_logits.softmax(1).mean(0)
    return len(P) * (f * P).sum()
