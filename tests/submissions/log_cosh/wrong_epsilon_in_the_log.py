# expect: failed
# diagnosis: epsilon_in_the_log
# A guard that is not needed, as the argument is at least one half.
import torch


def log_cosh_loss(pred, target):
    e = pred - target
    size = e.abs()
    return (size + torch.log((1 + torch.exp(-2 * size)) / 2 + 1e-3)).mean()
