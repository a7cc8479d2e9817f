# expect: forbidden
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    return F.binary_cross_entropy_with_logits(logits, target, pos_weight=pos_weight)
