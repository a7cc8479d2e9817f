# expect: failed
# diagnosis: var_squared
import torch


def gaussian_nll_loss(mean, target, var):
    v = (var**2).clamp(min=1e-6)
    return 0.5 * (torch.log(v) + (mean - target) ** 2 / v).mean()
