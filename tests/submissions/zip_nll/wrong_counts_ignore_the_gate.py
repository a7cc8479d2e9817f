# expect: failed
# diagnosis: gate_missing_for_counts
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    poisson = torch.distributions.Poisson(log_rate.exp()).log_prob(target)
    zero = torch.logaddexp(F.logsigmoid(logit_pi), poisson + F.logsigmoid(-logit_pi))
    return -torch.where(target == 0, zero, poisson).mean()
