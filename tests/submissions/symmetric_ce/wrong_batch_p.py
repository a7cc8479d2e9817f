# expect: failed
# diagnosis: p_of_the_mean
import torch
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    ce = F.cross_entropy(logits, target)
    return alpha * ce + 4 * beta - 4 * beta * torch.exp(-ce)
