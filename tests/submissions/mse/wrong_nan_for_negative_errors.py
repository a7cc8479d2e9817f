# expect: failed
# diagnosis: not_finite
# A negative number to a fractional power is NaN.
import torch


def mse_loss(pred, target):
    return ((pred - target) ** torch.tensor(2.5)).mean()
