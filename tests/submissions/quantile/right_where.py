# expect: passed
import torch


def quantile_loss(pred, target, q=0.5):
    e = target - pred
    return torch.where(e > 0, q * e, (q - 1) * e).mean()
