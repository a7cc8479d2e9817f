# expect: failed
# diagnosis: constant_included
import torch


def gaussian_nll_loss(mean, target, var):
    normal = torch.distributions.Normal(mean, var.clamp(min=1e-6).sqrt())
    return -normal.log_prob(target).mean()
