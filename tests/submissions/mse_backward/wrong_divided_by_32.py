# expect: failed
# diagnosis: fixed_divisor
import torch


def mse_backward(pred, target):
    return 2 * (pred - target) / 32
