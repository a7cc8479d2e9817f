# expect: failed
# diagnosis: wrong_dtype
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = ((1 - 2 * target) * logits).float()
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
