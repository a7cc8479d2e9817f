# expect: failed
# diagnosis: detached_gradient
import torch


def quantile_loss(pred, target, q=0.5):
    e = target - pred
    each = torch.maximum(q * e, (q - 1) * e)
    return (each.mean()).detach()
