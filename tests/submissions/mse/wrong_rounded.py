# expect: failed
# diagnosis: rounded_result
# Rounded to cents: the gradient is 0.
import torch


def mse_loss(pred, target):
    return torch.round(((pred - target) ** 2).mean() * 100) / 100
