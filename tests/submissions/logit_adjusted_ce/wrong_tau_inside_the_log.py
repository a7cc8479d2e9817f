# expect: failed
# diagnosis: tau_inside_the_log
# log(tau * prior) moves all logits alike.
import torch
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    return F.cross_entropy(logits + torch.log(tau * prior), target)
