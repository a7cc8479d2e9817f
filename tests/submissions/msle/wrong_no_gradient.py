# expect: failed
# diagnosis: detached_gradient
import torch


def msle_loss(pred, target):
    gap = torch.log1p(pred) - torch.log1p(target)
    each = gap**2
    return (each.mean()).detach()
