# expect: failed
# diagnosis: exponentials_summed | unstable
def list_mle_loss(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    return (s.exp().flip(1).cumsum(1).flip(1).log() - s).sum(1).mean()
