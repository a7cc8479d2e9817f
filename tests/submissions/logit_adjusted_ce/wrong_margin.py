# expect: failed
# diagnosis: only_the_true_class
import torch
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    shift = torch.zeros_like(logits).scatter(1, target[:, None], tau * prior.log()[target][:, None])
    return F.cross_entropy(logits + shift, target)
