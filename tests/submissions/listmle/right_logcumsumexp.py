# expect: passed
def list_mle_loss(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    left = s.flip(1).logcumsumexp(1).flip(1)
    return (left - s).sum(1).mean()
