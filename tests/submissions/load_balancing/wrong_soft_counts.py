# expect: failed
# diagnosis: probabilities_twice
def load_balancing_loss(router_logits, top_k=2):
    P = router_logits.softmax(1).mean(0)
    return P.shape[0] * (P * P).sum()
