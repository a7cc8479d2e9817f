# expect: failed
# diagnosis: weight_detached
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    weight = (1 - torch.exp(-bce.detach())) ** gamma
    return (weight * bce).mean()
