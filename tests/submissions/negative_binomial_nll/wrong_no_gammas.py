# expect: failed
# diagnosis: gammas_missing
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r, z = log_dispersion.exp(), log_mean - log_dispersion
    return (r * F.softplus(z) + target * F.softplus(-z) + torch.lgamma(target + 1)).mean()
