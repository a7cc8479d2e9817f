# expect: failed
# diagnosis: ignores_upstream
import torch


class KL(torch.autograd.Function):
    @staticmethod
    def forward(ctx, log_q, p):
        ctx.save_for_backward(p)
        return (torch.xlogy(p, p) - p * log_q).sum() / p.shape[0]

    @staticmethod
    def backward(ctx, grad_output):
        (p,) = ctx.saved_tensors
        return -p / p.shape[0], None


def kl_divergence_loss(log_q, p):
    return KL.apply(log_q, p)
