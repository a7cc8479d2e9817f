# expect: failed
# diagnosis: sum_instead_of_mean
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    ce = F.cross_entropy(logits, target, reduction="none")
    return ((1 - torch.exp(-ce)) ** gamma).dot(ce)
