# expect: failed
# diagnosis: gradient_only | unstable
# NaN gradient where the error is 0.
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    squared = (pred - target) ** 2
    return squared.mean() + weight * torch.sqrt(squared).mean()
