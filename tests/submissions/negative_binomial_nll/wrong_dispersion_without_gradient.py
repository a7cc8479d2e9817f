# expect: failed
# diagnosis: dispersion_detached | gradient_only
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    with torch.no_grad():
        d = log_dispersion.clone()
    r, z = d.exp(), log_mean - d
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * F.softplus(z) + target * F.softplus(-z) - ways).mean()
