# expect: passed
import torch


def poisson_nll_loss(log_rate, target):
    total = 0.0
    for x, t in zip(log_rate.flatten(), target.flatten()):
        total = total + torch.exp(x) - t * x
    return total / log_rate.numel()
