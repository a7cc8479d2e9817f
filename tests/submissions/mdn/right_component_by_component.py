# expect: passed
import math

import torch


def mixture_density_loss(logits, mean, log_std, target):
    total = torch.full_like(target, -torch.inf)
    log_weight = logits.log_softmax(1)
    for k in range(logits.shape[1]):
        z = (target - mean[:, k]) / log_std[:, k].exp()
        term = log_weight[:, k] - 0.5 * z**2 - log_std[:, k]
        total = term if k == 0 else torch.logaddexp(total, term)
    return (0.5 * math.log(2 * math.pi) - total).mean()
