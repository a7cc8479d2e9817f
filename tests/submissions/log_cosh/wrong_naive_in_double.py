# expect: failed
# diagnosis: unstable | beyond_threshold
# Double precision only moves the overflow to 710.
import torch


def log_cosh_loss(pred, target):
    e = pred.double() - target.double()
    return torch.log(torch.cosh(e)).mean().to(pred.dtype)
