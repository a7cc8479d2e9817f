# expect: failed
# diagnosis: log_of_variance
import torch


def gaussian_kl_loss(mu, logvar):
    std = torch.exp(0.5 * logvar)
    return (0.5 * (std**2 + mu**2 - 1) - std.log()).sum(1).mean()
