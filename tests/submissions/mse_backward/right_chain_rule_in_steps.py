# expect: passed
import torch


def mse_backward(pred, target):
    # forward: error = pred - target; square = error ** 2; loss = square.mean()
    error = pred - target
    d_loss = torch.ones((), dtype=pred.dtype)
    d_square = d_loss.expand_as(error) / error.numel()
    d_error = d_square * 2 * error
    return d_error * 1
