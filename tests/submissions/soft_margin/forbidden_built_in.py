# expect: forbidden
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    return F.soft_margin_loss(scores, target)
