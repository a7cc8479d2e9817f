# expect: failed
# diagnosis: weight_inverted
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (torch.exp(-bce) ** gamma * bce).mean()
