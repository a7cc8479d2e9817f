# expect: failed
# diagnosis: beyond_threshold | error_clamped
# Large errors are cut, and lose their gradient.
import torch


def mse_loss(pred, target):
    error = torch.clamp(pred - target, -100.0, 100.0)
    return (error**2).mean()
