# expect: failed
# diagnosis: poisson_zero_ungated
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    lam = torch.exp(log_rate)
    zero = torch.logaddexp(F.logsigmoid(logit_pi), -lam)
    pos = F.logsigmoid(-logit_pi) + target * log_rate - lam - torch.lgamma(target + 1)
    return -torch.where(target == 0, zero, pos).mean()
