# expect: forbidden
import torch


def mse_backward(pred, target):
    slope = getattr(torch.func, "gr" + "ad")(lambda p: (p - target).square().mean())
    return slope(pred)
