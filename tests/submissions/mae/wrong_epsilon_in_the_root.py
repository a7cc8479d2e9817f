# expect: failed
# diagnosis: smoothed_root
# Smooth, but off by up to 0.01 near 0.
import torch


def mae_loss(pred, target):
    return torch.sqrt((pred - target) ** 2 + 1e-4).mean()
