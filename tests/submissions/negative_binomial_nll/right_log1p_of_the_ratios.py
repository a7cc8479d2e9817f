# expect: passed
import torch


def negative_binomial_loss(log_mean, log_dispersion, target):
    r, mu = log_dispersion.exp(), log_mean.exp()
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * torch.log1p(mu / r) + target * torch.log1p(r / mu) - ways).mean()
