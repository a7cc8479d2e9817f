# expect: failed
# diagnosis: input_rounded
# Grades cut to whole numbers.
import torch


def list_mle_loss(scores, relevance):
    o = scores.gather(1, relevance.long().argsort(dim=1, descending=True, stable=True))
    L = o.shape[1]
    lse = torch.logcumsumexp(o.flip(1), 1).flip(1)
    return (lse - o).sum(1).mean()
