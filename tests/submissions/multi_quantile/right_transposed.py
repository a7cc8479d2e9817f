# expect: passed
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target - pred.T
    q = quantiles.unsqueeze(1)
    return torch.where(e >= 0, q * e, (q - 1) * e).mean()
