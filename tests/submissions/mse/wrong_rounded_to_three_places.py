# expect: failed
# diagnosis: rounded_result
import torch


def mse_loss(pred, target):
    return torch.round((pred - target).square().mean() * 1000) / 1000
