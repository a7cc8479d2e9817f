# expect: failed
# diagnosis: wrong_dtype
import torch


def quantile_loss(pred, target, q=0.5):
    pred = pred.float()
    target = target.float()
    e = target - pred
    each = torch.maximum(q * e, (q - 1) * e)
    return each.mean()
