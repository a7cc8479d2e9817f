# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def poisson_nll_loss(log_rate, target):
    return torch.sum(torch.exp(log_rate) - log_rate * target)
