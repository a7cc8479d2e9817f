# expect: failed
# diagnosis: wrong_dtype
import torch


def msle_loss(pred, target):
    pred = pred.float()
    target = target.float()
    gap = torch.log1p(pred) - torch.log1p(target)
    each = gap**2
    return each.mean()
