# expect: failed
# diagnosis: unstable | beyond_threshold | error_clamped
# Finite, but flat beyond 80.
import torch


def log_cosh_loss(pred, target):
    e = torch.clamp(pred - target, -80, 80)
    return torch.log(torch.cosh(e)).mean()
