# expect: failed
# diagnosis: double_sigmoid
import torch
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    p = torch.sigmoid(logits)
    weight = 1 + (pos_weight - 1) * target
    return (weight * F.softplus((1 - 2 * target) * p)).mean()
