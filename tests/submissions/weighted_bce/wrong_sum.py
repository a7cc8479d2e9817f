# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    weight = 1 + (pos_weight - 1) * target
    return (weight * F.softplus((1 - 2 * target) * logits)).sum()
