# expect: failed
# diagnosis: unstable
# The overflow is swept under the carpet.
import torch


def log_cosh_loss(pred, target):
    return torch.nan_to_num(torch.log(torch.cosh(pred - target)), posinf=100.0).mean()
