# expect: passed
import torch
from torch.nn.functional import binary_cross_entropy_with_logits


def focal_loss(logits, target, gamma=2.0):
    p = torch.sigmoid(logits)
    p_t = p * target + (1 - p) * (1 - target)
    cost = binary_cross_entropy_with_logits(logits, target, reduction="none")
    return torch.mean(cost * (1 - p_t).pow(gamma))
