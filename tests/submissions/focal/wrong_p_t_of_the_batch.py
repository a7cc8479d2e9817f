# expect: failed
# diagnosis: p_t_of_the_mean
# The mean is taken before the power: right only for one element.
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(logits, target)
    p_t = torch.exp(-bce)
    return (1 - p_t) ** gamma * bce
