# expect: failed
# diagnosis: rate_detached | gradient_only
import torch


def poisson_nll_loss(log_rate, target):
    with torch.no_grad():
        rate = torch.exp(log_rate)
    return torch.mean(rate - log_rate * target)
