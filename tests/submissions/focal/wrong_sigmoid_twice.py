# expect: failed
# diagnosis: double_sigmoid
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(torch.sigmoid(logits), target, reduction="none")
    return ((1 - torch.exp(-bce)) ** gamma * bce).mean()
