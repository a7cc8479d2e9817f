# expect: failed
# diagnosis: beyond_threshold
# Large errors are cut, and lose their gradient.
import torch


def mse_loss(pred, target):
    error = torch.clamp(pred - target, -100.0, 100.0)
    return (error**2).mean()
