# expect: failed
# diagnosis: mean_over_dimensions
import torch


def gaussian_kl_loss(mu, logvar):
    return torch.mean(-0.5 * (1 + logvar - mu.pow(2) - logvar.exp()))
