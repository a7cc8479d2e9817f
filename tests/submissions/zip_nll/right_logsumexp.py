# expect: passed
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    counted = F.logsigmoid(-logit_pi) - F.poisson_nll_loss(log_rate, target, reduction="none") - torch.lgamma(target + 1)
    extra = torch.where(target == 0, F.logsigmoid(logit_pi), torch.full_like(logit_pi, -torch.inf))
    return -torch.logsumexp(torch.stack((extra, counted)), dim=0).mean()
