# expect: passed
import torch
import torch.nn.functional as F
from torch.func import vmap


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    def one(a, x, t):
        counted = -F.softplus(a) + t * x - x.exp() - torch.lgamma(t + 1)
        return torch.where(t > 0, counted, torch.logaddexp(-F.softplus(-a), counted))

    return -vmap(one)(logit_pi, log_rate, target).mean()
