# expect: failed
# diagnosis: hurdle_instead
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    rate = log_rate.exp()
    poisson = torch.distributions.Poisson(rate).log_prob(target) - torch.log1p(-torch.exp(-rate))
    return -torch.where(target == 0, F.logsigmoid(logit_pi), poisson + F.logsigmoid(-logit_pi)).mean()
