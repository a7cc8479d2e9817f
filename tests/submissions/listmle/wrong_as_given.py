# expect: failed
# diagnosis: not_sorted
def list_mle_loss(scores, relevance):
    return (scores.flip(1).logcumsumexp(1).flip(1) - scores).sum(1).mean()
