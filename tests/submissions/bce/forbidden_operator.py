# expect: forbidden
import torch


def bce_loss(probs, target):
    return torch.ops.aten.binary_cross_entropy(probs, target, None, 1)
