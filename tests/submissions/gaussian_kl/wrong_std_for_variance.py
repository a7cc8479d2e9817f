# expect: failed
# diagnosis: standard_deviation_for_variance
import torch


def gaussian_kl_loss(mu, logvar):
    return 0.5 * (mu**2 + torch.exp(logvar / 2) - 1 - logvar).sum(1).mean()
