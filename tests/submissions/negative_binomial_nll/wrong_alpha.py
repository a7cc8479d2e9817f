# expect: failed
# diagnosis: dispersion_inverted
import torch


def negative_binomial_loss(log_mean, log_dispersion, target):
    alpha, mu = log_dispersion.exp(), log_mean.exp()
    r = 1 / alpha
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * torch.log1p(alpha * mu) + target * torch.log1p(1 / (alpha * mu)) - ways).mean()
