# expect: failed
# diagnosis: count_term_sign
import torch


def poisson_nll_loss(log_rate, target):
    return torch.mean(log_rate * target + torch.exp(log_rate))
