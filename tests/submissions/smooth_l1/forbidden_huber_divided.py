# expect: forbidden
# The other built-in, divided by beta.
from torch import nn


def smooth_l1_loss(pred, target, beta=1.0):
    if beta == 0:
        return (pred - target).abs().mean()
    return nn.HuberLoss(delta=beta)(pred, target) / beta
