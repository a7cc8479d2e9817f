# expect: failed
# diagnosis: unstable
import torch
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    adjustment = torch.log(prior ** tau)
    return F.cross_entropy(logits + adjustment, target)
