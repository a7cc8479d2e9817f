# expect: passed
import torch


def msle_loss(pred, target):
    dtype = pred.dtype
    pred = pred.double()
    target = target.double()
    gap = torch.log1p(pred) - torch.log1p(target)
    each = gap**2
    return (each.mean()).to(dtype)
