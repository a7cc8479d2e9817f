# expect: failed
# diagnosis: mutates_input
import torch


def tweedie_loss(log_mu, target, p=1.5):
    log_mu.data.add_(1)
    log_mu = log_mu - 1
    fit = target * torch.exp((1 - p) * log_mu) / (1 - p)
    each = torch.exp((2 - p) * log_mu) / (2 - p) - fit
    return each.mean()
