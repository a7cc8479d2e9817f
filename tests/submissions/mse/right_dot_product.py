# expect: passed
import torch


def mse_loss(pred, target):
    error = torch.sub(pred, target).ravel()
    return torch.dot(error, error) / error.numel()
