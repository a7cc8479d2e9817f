# expect: passed
import torch


def mse_loss(pred, target):
    return torch.mean(torch.square(pred.to(torch.float64) - target.to(torch.float64)))
