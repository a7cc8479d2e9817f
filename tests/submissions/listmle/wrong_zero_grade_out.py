# expect: failed
# wrong: grade 0 is irrelevant and has no place of its own
import math

import torch
import torch.nn.functional as F


def list_mle_loss(scores, relevance):
    rel, order = relevance.sort(dim=1, descending=True)
    s = scores.gather(1, order)
    lse = torch.logcumsumexp(s.flip(1), dim=1).flip(1)
    return ((lse - s) * (rel != 0)).sum(1).mean()
