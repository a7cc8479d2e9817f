# expect: failed
# diagnosis: constant_factor
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = (1 - 2 * target) * logits
    return 0.25 * (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
