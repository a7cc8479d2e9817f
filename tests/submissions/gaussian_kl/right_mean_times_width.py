# expect: passed
import torch


def gaussian_kl_loss(mu, logvar):
    return -0.5 * mu.shape[1] * torch.mean(1 + logvar - mu * mu - logvar.exp())
