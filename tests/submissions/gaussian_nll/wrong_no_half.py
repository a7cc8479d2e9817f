# expect: failed
# diagnosis: half_missing | twice
import torch


def gaussian_nll_loss(mean, target, var):
    v = torch.clamp(var, min=1e-6)
    return torch.mean(torch.log(v) + torch.square(target - mean) / v)
