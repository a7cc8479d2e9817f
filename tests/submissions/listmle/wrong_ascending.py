# expect: failed
# diagnosis: ascending_order
def list_mle_loss(scores, relevance):
    s = scores.gather(1, relevance.argsort(1))
    return (s.flip(1).logcumsumexp(1).flip(1) - s).sum(1).mean()
