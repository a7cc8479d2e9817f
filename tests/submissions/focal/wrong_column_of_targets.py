# expect: failed
# diagnosis: broadcast
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    if target.dim() == 1:
        target = target[:, None]
    z = (1 - 2 * target) * logits
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
