# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def gaussian_kl_loss(mu, logvar):
    return -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
