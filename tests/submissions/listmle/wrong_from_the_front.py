# expect: failed
# diagnosis: ascending_order
def list_mle_loss(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    return (s.logcumsumexp(1) - s).sum(1).mean()
