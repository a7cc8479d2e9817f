# expect: passed
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    total = 0.0
    for x, d, t in zip(log_mean, log_dispersion, target):
        r = torch.exp(d)
        total = total + torch.lgamma(r) + torch.lgamma(t + 1) - torch.lgamma(t + r)
        total = total - r * F.logsigmoid(d - x) - t * F.logsigmoid(x - d)
    return total / len(target)
