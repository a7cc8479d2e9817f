# expect: failed
# diagnosis: ranks_as_order
def list_mle_loss(scores, relevance):
    ranks = relevance.argsort(1, descending=True).argsort(1)
    s = scores.gather(1, ranks)
    return (s.flip(1).logcumsumexp(1).flip(1) - s).sum(1).mean()
