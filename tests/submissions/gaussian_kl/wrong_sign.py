# expect: failed
# diagnosis: sign_turned | sign_flipped
import torch


def gaussian_kl_loss(mu, logvar):
    return 0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp(), dim=1).mean()
