# expect: failed
# diagnosis: charbonnier_instead
import torch


def mse_loss(pred, target):
    return ((pred - target).square() + 1e-6).sqrt().mean()
