# expect: forbidden
import torch


def mse_backward(pred, target):
    one = torch.ones((), dtype=pred.dtype)
    return torch.ops.aten.mse_loss_backward(one, pred, target, 1)
