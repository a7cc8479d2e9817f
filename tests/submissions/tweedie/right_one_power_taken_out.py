# expect: passed
import torch


def tweedie_loss(log_mu, target, p=1.5):
    tilt = torch.exp((1 - p) * log_mu)
    return (tilt * (torch.exp(log_mu) / (2 - p) + target / (p - 1))).mean()
