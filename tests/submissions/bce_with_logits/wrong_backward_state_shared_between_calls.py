# expect: failed
# diagnosis: keeps_state
import torch


class _BCE(torch.autograd.Function):
    residual = None

    @staticmethod
    def forward(ctx, logits, target):
        _BCE.residual = (torch.sigmoid(logits) - target) / logits.numel()
        return (logits.clamp(min=0) - logits * target + torch.log1p(torch.exp(-logits.abs()))).mean()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * _BCE.residual, None


def bce_with_logits_loss(logits, target):
    return _BCE.apply(logits, target)
