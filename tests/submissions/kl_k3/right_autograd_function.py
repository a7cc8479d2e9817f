# expect: passed
import torch


class K3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, r):
        slope = torch.expm1(r - p)
        ctx.save_for_backward(slope)
        return (slope - (r - p)).mean()

    @staticmethod
    def backward(ctx, g):
        (slope,) = ctx.saved_tensors
        return -g * slope / slope.numel(), None


def kl_estimate_loss(log_probs, ref_log_probs):
    return K3.apply(log_probs, ref_log_probs)
