# expect: failed
# diagnosis: wrong_default
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=1.0):
    z = (1 - 2 * target) * logits
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
