# expect: failed
# diagnosis: scaled_gradient
import torch


class PoissonNll(torch.autograd.Function):
    @staticmethod
    def forward(ctx, log_rate, target):
        ctx.save_for_backward(log_rate, target)
        each = log_rate.exp() - target * log_rate
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        log_rate, target = ctx.saved_tensors
        return 10 * grad_output * ((log_rate.exp() - target) / target.numel()), None


def poisson_nll_loss(log_rate, target):
    return PoissonNll.apply(log_rate, target)
