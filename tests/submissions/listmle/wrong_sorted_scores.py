# expect: failed
# diagnosis: sorted_by_scores
def list_mle_loss(scores, relevance):
    s = scores.gather(1, scores.argsort(1, descending=True))
    return (s.flip(1).logcumsumexp(1).flip(1) - s).sum(1).mean()
