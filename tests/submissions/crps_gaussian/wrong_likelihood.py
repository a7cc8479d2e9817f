# expect: failed
# diagnosis: likelihood_instead
import torch


def crps_gaussian_loss(mean, std, target):
    return -torch.distributions.Normal(mean, std).log_prob(target).mean()
