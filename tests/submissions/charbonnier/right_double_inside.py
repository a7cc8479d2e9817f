# expect: passed
import torch


def charbonnier_loss(pred, target, eps=1e-3):
    dtype = pred.dtype
    pred = pred.double()
    target = target.double()
    each = torch.sqrt((pred - target) ** 2 + eps**2)
    return (each.mean()).to(dtype)
