# expect: failed
# diagnosis: absolute_error_times_q
import torch


def quantile_loss(pred, target, q=0.5):
    e = target - pred
    return torch.abs(q * e).mean()
