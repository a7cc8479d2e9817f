# expect: failed
# diagnosis: needs_all_gradients
import torch


class _Weigh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, losses, log_vars):
        w = torch.exp(-log_vars)
        ctx.save_for_backward(losses, w)
        return (w * losses + log_vars).sum()

    @staticmethod
    def backward(ctx, g):
        if not ctx.needs_input_grad[0]:
            return None, None
        losses, w = ctx.saved_tensors
        return g * w, g * (1 - w * losses)


def multi_task_loss(losses, log_vars):
    return _Weigh.apply(losses, log_vars)
