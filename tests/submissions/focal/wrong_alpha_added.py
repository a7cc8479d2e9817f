# expect: failed
# diagnosis: alpha_added
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = (1 - 2 * target) * logits
    alpha = 0.25 * target + 0.75 * (1 - target)
    return (alpha * torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
