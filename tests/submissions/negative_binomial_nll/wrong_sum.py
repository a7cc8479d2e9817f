# expect: failed
# diagnosis: sum_instead_of_mean | element_count | batch_size
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r, z = log_dispersion.exp(), log_mean - log_dispersion
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * F.softplus(z) + target * F.softplus(-z) - ways).sum()
