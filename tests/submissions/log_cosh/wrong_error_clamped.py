# expect: failed
# diagnosis: error_clamped
import torch


def log_cosh_loss(pred, target):
    e = (pred - target).clamp(min=-20, max=20)
    return e.cosh().log().mean()
