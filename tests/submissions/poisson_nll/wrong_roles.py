# expect: failed
# diagnosis: roles_swapped
import torch


def poisson_nll_loss(log_rate, target):
    return torch.mean(torch.exp(target) - log_rate * target)
