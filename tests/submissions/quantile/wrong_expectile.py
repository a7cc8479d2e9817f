# expect: failed
# diagnosis: squared_errors
import torch


def quantile_loss(pred, target, q=0.5):
    e = target - pred
    return (torch.abs(q - (e < 0).to(e.dtype)) * e * e).mean()
