# expect: failed
# diagnosis: gamma_ignored
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = (1 - 2 * target) * logits
    return (torch.sigmoid(z) ** 2 * F.softplus(z)).mean()
