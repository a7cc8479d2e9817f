# expect: failed
# diagnosis: gradient_of_squared_mean
import torch


def mse_backward(pred, target):
    return (2 * (pred - target).mean() / pred.numel()).expand(pred.shape)
