# expect: passed
import torch


def log_cosh_loss(pred, target):
    e = pred - target
    two = torch.tensor(2.0, dtype=e.dtype)
    return torch.mean(torch.logaddexp(e, -e) - torch.log(two))
