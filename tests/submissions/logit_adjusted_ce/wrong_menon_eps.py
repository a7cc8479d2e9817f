# expect: failed
# wrong: log(prior**tau + 1e-12) as in a public implementation: wrong for tau = 3 and a prior of 1e-4
import math

import torch
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    prior = prior / prior.sum()
    return F.cross_entropy(logits + torch.log(prior ** tau + 1e-12), target)
