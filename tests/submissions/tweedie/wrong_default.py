# expect: failed
# diagnosis: wrong_default
import torch


def tweedie_loss(log_mu, target, p=1.9):
    mu = torch.exp(log_mu)
    return (target * mu ** (1 - p) / (p - 1) + mu ** (2 - p) / (2 - p)).mean()
