# expect: failed
# diagnosis: weight_on_the_zeros
import torch
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    weight = torch.where(target == 0, pos_weight, torch.ones_like(target))
    return (weight * F.softplus((1 - 2 * target) * logits)).mean()
