# expect: passed
import torch


def gaussian_nll_loss(mean, target, var):
    total = 0.0
    for m, t, v in zip(mean.flatten(), target.flatten(), var.flatten()):
        v = v if v > 1e-6 else 0 * v + 1e-6
        total = total + torch.log(v) + (m - t) * (m - t) / v
    return total / (2 * mean.numel())
