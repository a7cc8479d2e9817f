# expect: failed
# diagnosis: wrong_shape
import torch


def quantile_loss(pred, target, q=0.5):
    e = target - pred
    each = torch.maximum(q * e, (q - 1) * e)
    return (each.mean()).reshape(1)
