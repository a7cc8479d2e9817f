# expect: failed
# diagnosis: divided_by_the_weights
import torch
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    weight = torch.where(target == 1, pos_weight, torch.ones_like(target))
    return (weight * F.softplus((1 - 2 * target) * logits)).sum() / weight.sum()
