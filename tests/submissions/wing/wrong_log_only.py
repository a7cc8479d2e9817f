# expect: failed
# diagnosis: logarithm_everywhere
import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    return w * torch.log1p((pred - target).abs() / epsilon).mean()
