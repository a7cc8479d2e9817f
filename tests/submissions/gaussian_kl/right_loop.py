# expect: passed
import torch


def gaussian_kl_loss(mu, logvar):
    total = 0.0
    for m, s in zip(mu, logvar):
        total = total + 0.5 * torch.sum(m * m + torch.exp(s) - 1 - s)
    return total / len(mu)
