# expect: failed
# diagnosis: wrong_shape
import torch


def msle_loss(pred, target):
    gap = torch.log1p(pred) - torch.log1p(target)
    each = gap**2
    return (each.mean()).reshape(1)
