# expect: passed
import torch


def quantile_loss(pred, target, q=0.5):
    dtype = pred.dtype
    pred = pred.double()
    target = target.double()
    e = target - pred
    each = torch.maximum(q * e, (q - 1) * e)
    return (each.mean()).to(dtype)
