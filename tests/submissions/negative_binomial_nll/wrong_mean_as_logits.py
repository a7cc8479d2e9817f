# expect: failed
# diagnosis: mean_as_logits
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r = log_dispersion.exp()
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (r * F.softplus(log_mean) + target * F.softplus(-log_mean) - ways).mean()
