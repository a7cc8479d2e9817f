# expect: failed
# diagnosis: scaled_gradient
import torch


class UncertaintyWeighting(torch.autograd.Function):
    @staticmethod
    def forward(ctx, losses, log_vars):
        ctx.save_for_backward(losses, log_vars)
        each = torch.exp(-log_vars) * losses + log_vars
        return each.sum()

    @staticmethod
    def backward(ctx, grad_output):
        losses, log_vars = ctx.saved_tensors
        weight = torch.exp(-log_vars)
        return 10 * grad_output * (weight), 10 * grad_output * ((1 - weight * losses))


def multi_task_loss(losses, log_vars):
    return UncertaintyWeighting.apply(losses, log_vars)
