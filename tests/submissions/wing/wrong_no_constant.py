# expect: failed
# diagnosis: constant_missing
import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    return torch.where(size < w, w * torch.log1p(size / epsilon), size).mean()
