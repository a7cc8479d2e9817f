# expect: passed
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r = torch.exp(log_dispersion)
    gap = log_dispersion - log_mean
    each = r * F.softplus(-gap) + target * F.softplus(gap)
    each = each + torch.lgamma(r) + torch.lgamma(target + 1) - torch.lgamma(target + r)
    return each.sum() / len(each)
