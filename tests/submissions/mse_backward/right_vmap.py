# expect: passed
import torch


def mse_backward(pred, target):
    n = pred.numel()
    slope = torch.vmap(lambda p, t: (p - t) * 2 / n)
    return slope(pred.reshape(-1), target.reshape(-1)).reshape(pred.shape)
