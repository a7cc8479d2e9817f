# expect: forbidden
import torch


def mse_loss(pred, target):
    return torch.ops.aten.mse_loss(pred, target)
