# expect: passed
import torch


def mse_backward(pred, target):
    n = pred.numel()
    grad = torch.zeros_like(pred).reshape(-1)
    for i, (p, t) in enumerate(zip(pred.reshape(-1), target.reshape(-1))):
        grad[i] = 2 * (p - t) / n
    return grad.reshape(pred.shape)
