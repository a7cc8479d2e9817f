# expect: failed
# diagnosis: one_weight_for_all
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    weight = 1 + (pos_weight.mean() - 1) * target
    return (weight * F.softplus((1 - 2 * target) * logits)).mean()
