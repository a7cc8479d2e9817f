# expect: failed
# diagnosis: zeros_from_the_gate_only
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    poisson = torch.distributions.Poisson(log_rate.exp()).log_prob(target)
    return -torch.where(target == 0, F.logsigmoid(logit_pi), poisson + F.logsigmoid(-logit_pi)).mean()
