# expect: passed
import math

import torch


def mixture_density_loss(logits, mean, log_std, target):
    total = 0.0
    for a, m, s, t in zip(logits, mean, log_std, target):
        log_weight = a - torch.logsumexp(a, 0)
        z = (t - m) / torch.exp(s)
        total = total - torch.logsumexp(log_weight - s - z * z / 2 - math.log(2 * math.pi) / 2, 0)
    return total / len(target)
