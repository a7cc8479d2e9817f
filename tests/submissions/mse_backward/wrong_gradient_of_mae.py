# expect: failed
# diagnosis: gradient_of_mae
import torch


def mse_backward(pred, target):
    return torch.sign(pred - target) / pred.numel()
