# expect: failed
# diagnosis: wrong_shape
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    counted = F.logsigmoid(-logit_pi) + target * log_rate - log_rate.exp() - torch.lgamma(target + 1)
    zero = torch.logaddexp(F.logsigmoid(logit_pi), counted)
    each = -torch.where(target == 0, zero, counted)
    return (each.mean()).reshape(1)
