# expect: failed
# diagnosis: ranks_as_order
import torch


def list_mle_loss(scores, relevance):
    rank = relevance.argsort(dim=1, descending=True).argsort(dim=1)
    s = scores.gather(1, rank)
    tail = s.flip(1).logcumsumexp(dim=1).flip(1)
    return (tail - s).sum(dim=1).mean()
