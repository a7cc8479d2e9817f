# expect: failed
# diagnosis: one_maximum_for_all_draws | unstable
def list_mle_loss(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    s = s - s.detach().max(1, keepdim=True).values
    left = s.exp().flip(1).cumsum(1).flip(1)
    return ((left + 1e-10).log() - s).sum(1).mean()
