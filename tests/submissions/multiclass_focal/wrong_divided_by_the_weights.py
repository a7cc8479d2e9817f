# expect: failed
# diagnosis: weights_normalised
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    ce = F.cross_entropy(logits, target, reduction="none")
    w = (1 - torch.exp(-ce)) ** gamma
    return (w * ce).sum() / w.sum().clamp(min=1e-12)
