# expect: failed
# diagnosis: rounded_constant|constant_offset
import torch


def log_cosh_loss(pred, target):
    e = (pred - target).abs()
    return (e + torch.nn.functional.softplus(-2 * e) - 0.69315).mean()
