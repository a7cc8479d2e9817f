# expect: failed
# diagnosis: parameter_rounded
# int(): γ = 1.5 counts as 1.
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = (1 - 2 * target) * logits
    return (torch.sigmoid(z) ** int(gamma) * F.softplus(z)).mean()
