# expect: forbidden
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    return F.binary_cross_entropy_with_logits(scores, (target + 1) / 2)
