# expect: failed
# diagnosis: naive_overflow
import torch


def log_cosh_loss(pred, target):
    return torch.mean(torch.log(torch.cosh(pred - target)))
