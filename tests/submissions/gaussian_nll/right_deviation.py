# expect: passed
import torch


def gaussian_nll_loss(mean, target, var):
    s = torch.maximum(var, torch.tensor(1e-6, dtype=var.dtype)).sqrt()
    z = (target - mean) / s
    return (s.log() + z * z / 2).mean()
