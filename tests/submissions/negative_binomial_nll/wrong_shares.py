# expect: failed
# diagnosis: shares_exchanged
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r, z = log_dispersion.exp(), log_mean - log_dispersion
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * F.softplus(-z) + target * F.softplus(z) - ways).mean()
