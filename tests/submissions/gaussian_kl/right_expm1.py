# expect: passed
import torch


def gaussian_kl_loss(mu, logvar):
    return (mu.square() + torch.expm1(logvar) - logvar).sum(-1).mean() / 2
