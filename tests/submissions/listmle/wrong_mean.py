# expect: failed
# diagnosis: mean_over_places
def list_mle_loss(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    return (s.flip(1).logcumsumexp(1).flip(1) - s).mean()
