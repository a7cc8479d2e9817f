# expect: forbidden
import torch


def bce_with_logits_loss(logits, target):
    name = "binary_cross" + "_entropy"
    return getattr(torch.nn.functional, name)(torch.sigmoid(logits), target)
