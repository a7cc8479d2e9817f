# expect: failed
# diagnosis: naive_overflow | unstable | beyond_threshold
# exp overflows at 88.7 in float32.
import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return torch.log((torch.exp(e) + torch.exp(-e)) / 2).mean()
