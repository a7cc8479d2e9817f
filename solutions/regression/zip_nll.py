"""Zero-inflated Poisson likelihood: a zero is an extra one, or a count that happens to be zero."""

import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    poisson = log_rate.exp() - log_rate * target + torch.lgamma(target + 1)
    # -log(1 - pi), and -log(pi)
    passed, shut = F.softplus(logit_pi), F.softplus(-logit_pi)
    counted = passed + poisson
    zero = -torch.logaddexp(-shut, -counted)
    return torch.where(target > 0, counted, zero).mean()
