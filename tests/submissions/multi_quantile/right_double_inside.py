# expect: passed
import torch


def multi_quantile_loss(pred, target, quantiles):
    dtype = pred.dtype
    pred = pred.double()
    target = target.double()
    quantiles = quantiles.double()
    e = target.unsqueeze(1) - pred
    each = torch.maximum(quantiles * e, (quantiles - 1) * e)
    return (each.mean()).to(dtype)
