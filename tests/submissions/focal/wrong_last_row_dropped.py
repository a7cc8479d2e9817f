# expect: failed
# diagnosis: batch_reduction | reduction
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    if logits.dim() and logits.shape[0] > 2:
        logits, target = logits[:-1], target[:-1]
    z = (1 - 2 * target) * logits
    return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
