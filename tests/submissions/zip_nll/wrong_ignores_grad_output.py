# expect: failed
# diagnosis: ignores_upstream
import torch
import torch.nn.functional as F


class ZipNll(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logit_pi, log_rate, target):
        ctx.save_for_backward(logit_pi, log_rate, target)
        counted = F.logsigmoid(-logit_pi) + target * log_rate - log_rate.exp() - torch.lgamma(target + 1)
        zero = torch.logaddexp(F.logsigmoid(logit_pi), counted)
        each = -torch.where(target == 0, zero, counted)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        logit_pi, log_rate, target = ctx.saved_tensors
        rate, pi = log_rate.exp(), torch.sigmoid(logit_pi)
        share = torch.sigmoid(logit_pi + rate)
        none = target == 0
        n = len(target)
        return (torch.where(none, pi - share, pi) / n), (torch.where(none, (1 - share) * rate, rate - target) / n), None


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    return ZipNll.apply(logit_pi, log_rate, target)
