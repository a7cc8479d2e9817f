# expect: failed
# diagnosis: mutates_input
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    target.mul_(-2).add_(1)
    z = target * logits
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
