# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def gaussian_nll_loss(mean, target, var):
    v = torch.clamp(var, min=1e-6)
    return 0.5 * torch.sum(torch.log(v) + torch.square(target - mean) / v)
