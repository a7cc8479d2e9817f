# expect: failed
# diagnosis: deviance
import torch


def poisson_nll_loss(log_rate, target):
    each = torch.xlogy(target, target) - target * log_rate - target + torch.exp(log_rate)
    return torch.mean(each) * 2
