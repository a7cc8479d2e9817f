# expect: failed
# diagnosis: detached_gradient
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    with torch.no_grad():
        z = (1 - 2 * target) * logits
        return (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
