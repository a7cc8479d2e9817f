# expect: failed
# diagnosis: dispersion_not_exponentiated
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r = F.softplus(log_dispersion)
    mu = log_mean.exp()
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * torch.log1p(mu / r) + target * torch.log1p(r / mu) - ways).mean()
