# expect: failed
# diagnosis: gradient_of_rmse
import torch


def mse_backward(pred, target):
    error = pred - target
    rmse = torch.sqrt(torch.mean(error**2))
    return error / (error.numel() * rmse)
