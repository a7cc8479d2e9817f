# expect: failed
# diagnosis: var_read_as_log
import torch


def gaussian_nll_loss(mean, target, var):
    precision = torch.exp(-var)
    return 0.5 * torch.mean(var + precision * (target - mean).square())
