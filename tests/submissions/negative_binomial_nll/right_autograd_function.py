# expect: passed
import torch
import torch.nn.functional as F


class NegativeBinomialNll(torch.autograd.Function):
    @staticmethod
    def forward(ctx, log_mean, log_dispersion, target):
        ctx.save_for_backward(log_mean, log_dispersion, target)
        r, z = log_dispersion.exp(), log_mean - log_dispersion
        ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
        each = -(ways + r * F.logsigmoid(-z) + target * F.logsigmoid(z))
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        log_mean, log_dispersion, target = ctx.saved_tensors
        r, mu = log_dispersion.exp(), log_mean.exp()
        n = len(target)
        by_mean = r * (mu - target) / (r + mu)
        digammas = torch.digamma(r) - torch.digamma(target + r)
        by_dispersion = r * (digammas + torch.log1p(mu / r) + (target - mu) / (r + mu))
        return grad_output * (by_mean / n), grad_output * (by_dispersion / n), None


def negative_binomial_loss(log_mean, log_dispersion, target):
    return NegativeBinomialNll.apply(log_mean, log_dispersion, target)
