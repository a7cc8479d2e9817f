# expect: passed
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    total = 0.0
    for a, x, t in zip(logit_pi, log_rate, target):
        rate = torch.exp(x)
        if t == 0:
            total = total - torch.logaddexp(F.logsigmoid(a), F.logsigmoid(-a) - rate)
        else:
            total = total - F.logsigmoid(-a) - t * x + rate + torch.lgamma(t + 1)
    return total / len(target)
