# expect: passed
import torch


def poisson_nll_loss(log_rate, target):
    normal = log_rate > -80
    inside = torch.where(normal, log_rate, torch.zeros_like(log_rate))
    each = -torch.distributions.Poisson(inside.exp()).log_prob(target) - torch.lgamma(target + 1)
    return torch.where(normal, each, log_rate.exp() - target * log_rate).mean()
