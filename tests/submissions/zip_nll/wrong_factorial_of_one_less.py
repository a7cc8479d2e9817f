# expect: failed
# diagnosis: factorial_of_one_less
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    lam = torch.exp(log_rate)
    zero = torch.logaddexp(F.logsigmoid(logit_pi), F.logsigmoid(-logit_pi) - lam)
    log_fact = torch.lgamma(target.clamp(min=1))
    pos = F.logsigmoid(-logit_pi) + target * log_rate - lam - log_fact
    return -torch.where(target == 0, zero, pos).mean()
