# expect: failed
# diagnosis: base_two | ln_2
import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return torch.logaddexp2(e / 0.6931471805599453, -e / 0.6931471805599453).sub(1).mean()
