# expect: failed
# diagnosis: zero_replaced
# Beta of 0 is taken for missing.
import torch
import torch.nn.functional as F


def orpo_loss(c, r, beta=0.1):
    beta = beta or 0.1
    lo = lambda l: l - torch.log1p(-torch.exp(l))
    return -c.mean() - beta * F.logsigmoid(lo(c) - lo(r)).mean()
