# expect: failed
# diagnosis: half_missing
import torch


def gaussian_kl_loss(mu, logvar):
    return torch.sum(mu.pow(2) + logvar.exp() - 1 - logvar, dim=1).mean()
