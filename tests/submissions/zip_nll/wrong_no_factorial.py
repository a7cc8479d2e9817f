# expect: failed
# diagnosis: factorial_missing
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    counted = F.logsigmoid(-logit_pi) - F.poisson_nll_loss(log_rate, target, reduction="none")
    return -torch.where(target == 0, torch.logaddexp(F.logsigmoid(logit_pi), counted), counted).mean()
