# expect: passed
import torch


def tweedie_loss(log_mu, target, p=1.5):
    mu = log_mu.exp()
    return -torch.mean(target * torch.pow(mu, 1 - p)) / (1 - p) + torch.mean(torch.pow(mu, 2 - p)) / (2 - p)
