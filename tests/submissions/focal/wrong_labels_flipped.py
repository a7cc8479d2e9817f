# expect: failed
# diagnosis: labels_flipped
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = (2 * target - 1) * logits
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
