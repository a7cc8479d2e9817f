# expect: failed
# diagnosis: poisson_instead
import torch


def negative_binomial_loss(log_mean, log_dispersion, target):
    poisson = -torch.distributions.Poisson(log_mean.exp()).log_prob(target)
    return (poisson + 0 * log_dispersion).mean()
