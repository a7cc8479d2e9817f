# expect: passed
import torch
import torch.nn.functional as F
from torch import nn


class ZipNll(nn.Module):
    def forward(self, logit_pi, log_rate, target):
        counted = F.logsigmoid(-logit_pi) + target * log_rate - log_rate.exp() - torch.lgamma(target + 1)
        zero = torch.logaddexp(F.logsigmoid(logit_pi), counted)
        each = -torch.where(target == 0, zero, counted)
        return each.mean()


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    return ZipNll()(logit_pi, log_rate, target)
