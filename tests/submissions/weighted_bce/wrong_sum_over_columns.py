# expect: failed
# diagnosis: summed_over_columns
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    weight = 1 + (pos_weight - 1) * target
    return (weight * F.softplus((1 - 2 * target) * logits)).sum(1).mean()
