# expect: passed
import torch


def multi_quantile_loss(pred, target, quantiles):
    total = 0.0
    for k in range(pred.shape[1]):
        e = target - pred[:, k]
        total = total + torch.where(e > 0, quantiles[k] * e, (quantiles[k] - 1) * e).mean()
    return total / pred.shape[1]
