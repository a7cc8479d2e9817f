# expect: failed
# diagnosis: factorial_included
import torch


def poisson_nll_loss(log_rate, target):
    return -torch.distributions.Poisson(torch.exp(log_rate)).log_prob(target).mean()
