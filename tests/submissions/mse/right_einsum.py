# expect: passed
import torch


def mse_loss(pred, target):
    error = pred - target
    return torch.einsum("...,...->", error, error) / error.numel()
