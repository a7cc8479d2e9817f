# expect: passed
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    cost = F.binary_cross_entropy_with_logits(logits.double(), target.double(), reduction="none")
    return ((1 - (-cost).exp()).pow(gamma) * cost).mean().to(logits.dtype)
