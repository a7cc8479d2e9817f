# expect: failed
# diagnosis: divided_by_positives
# RetinaNet's way: by the number of positives.
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = (1 - 2 * target) * logits
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).sum() / target.sum().clamp(min=1)
