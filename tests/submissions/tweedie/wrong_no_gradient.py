# expect: failed
# diagnosis: detached_gradient
import torch


def tweedie_loss(log_mu, target, p=1.5):
    fit = target * torch.exp((1 - p) * log_mu) / (1 - p)
    each = torch.exp((2 - p) * log_mu) / (2 - p) - fit
    return (each.mean()).detach()
