# expect: failed
# diagnosis: variance_linear_in_the_mean
import torch


def negative_binomial_loss(log_mean, log_dispersion, target):
    mu, r1 = log_mean.exp(), log_dispersion.exp()
    r = mu * r1
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * torch.log1p(1 / r1) + target * torch.log1p(r1) - ways).mean()
