# expect: failed
# diagnosis: p_t_of_the_mean
import torch
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    ce = F.cross_entropy(logits, target)
    pt = torch.exp(-ce)
    return ((1 - pt) ** gamma * ce).mean()
