# expect: failed
# diagnosis: wrong_dtype
import torch


def charbonnier_loss(pred, target, eps=1e-3):
    pred = pred.float()
    target = target.float()
    each = torch.sqrt((pred - target) ** 2 + eps**2)
    return each.mean()
