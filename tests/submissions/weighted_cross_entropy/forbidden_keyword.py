# expect: forbidden
import torch.nn.functional as F


def weighted_cross_entropy_loss(logits, target, weight):
    return F.cross_entropy(logits, target, weight=weight)
