# expect: failed
# diagnosis: wrong_shape
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = ((1 - 2 * target) * logits).reshape(1, -1)
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean(dim=1)
