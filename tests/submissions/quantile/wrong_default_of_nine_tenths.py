# expect: failed
# diagnosis: wrong_default
import torch


def quantile_loss(pred, target, q=0.9):
    e = target - pred
    return torch.maximum(q * e, (q - 1) * e).mean()
