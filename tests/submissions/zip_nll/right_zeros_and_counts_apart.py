# expect: passed
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    zeros = target == 0
    a, rate = logit_pi[zeros], log_rate[zeros].exp()
    # log(σ(a) + σ(−a)·e^−λ) is softplus(a + λ) − softplus(a) − λ.
    total = (F.softplus(a) + rate - F.softplus(a + rate)).sum()
    t, x = target[~zeros], log_rate[~zeros]
    total = total + (F.softplus(logit_pi[~zeros]) + x.exp() - t * x + torch.lgamma(t + 1)).sum()
    return total / len(target)
