# expect: passed
import torch


def poisson_nll_loss(log_rate, target):
    return (torch.expm1(log_rate) + 1 - target * log_rate).mean()
