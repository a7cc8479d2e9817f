# expect: failed
# wrong: a grade of -1 is taken for padding (copied from allRank)
import math

import torch
import torch.nn.functional as F


def list_mle_loss(scores, relevance):
    order = relevance.argsort(dim=1, descending=True)
    s = scores.gather(1, order)
    pad = relevance.gather(1, order) == -1
    m = s.masked_fill(pad, -float("inf"))
    lse = torch.logcumsumexp(m.flip(1), dim=1).flip(1)
    cost = torch.where(pad, torch.zeros_like(s), lse - s)
    return cost.sum(1).mean()
