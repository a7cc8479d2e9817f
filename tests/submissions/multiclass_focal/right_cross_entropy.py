# expect: passed
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    ce = F.cross_entropy(logits, target, reduction="none")
    return (ce * (-torch.expm1(-ce)).pow(gamma)).mean()
