# expect: failed
# diagnosis: half_precision
import torch


def log_cosh_loss(pred, target):
    e = (pred - target).half().float().abs().to(pred.dtype)
    return (e + torch.nn.functional.softplus(-2 * e) - 0.6931471805599453).mean()
