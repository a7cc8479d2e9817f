# expect: passed
import torch


class Tweedie(torch.autograd.Function):
    @staticmethod
    def forward(ctx, log_mu, target, p):
        ctx.save_for_backward(log_mu, target)
        ctx.p = p
        fit = target * torch.exp((1 - p) * log_mu) / (1 - p)
        each = torch.exp((2 - p) * log_mu) / (2 - p) - fit
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        log_mu, target = ctx.saved_tensors
        p = ctx.p
        slope = torch.exp((1 - p) * log_mu) * (log_mu.exp() - target)
        return grad_output * (slope / target.numel()), None, None


def tweedie_loss(log_mu, target, p=1.5):
    return Tweedie.apply(log_mu, target, p)
