# expect: failed
# diagnosis: fixed_divisor
import torch


def mse_loss(pred, target):
    return (pred - target).square().sum() / 16
