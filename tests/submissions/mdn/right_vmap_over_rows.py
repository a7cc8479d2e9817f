# expect: passed
import math

import torch
from torch.func import vmap


def mixture_density_loss(logits, mean, log_std, target):
    def row(a, m, s, t):
        z = (t - m) / s.exp()
        return torch.logsumexp(a - z * z / 2 - s, 0) - torch.logsumexp(a, 0)

    return 0.5 * math.log(2 * math.pi) - vmap(row)(logits, mean, log_std, target).mean()
