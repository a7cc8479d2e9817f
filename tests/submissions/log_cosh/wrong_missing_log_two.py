# expect: failed
# diagnosis: missing_log_two
import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return torch.logaddexp(e, -e).mean()
