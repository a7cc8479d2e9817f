# expect: passed
import torch


class SmoothCE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, t):
        log_p = x.log_softmax(1)
        ctx.save_for_backward(log_p, t)
        return -torch.einsum("nc,nc->", t, log_p) / len(x)

    @staticmethod
    def backward(ctx, g):
        log_p, t = ctx.saved_tensors
        return g * (log_p.exp() - t) / len(t), None


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    t = torch.eye(logits.shape[1], dtype=logits.dtype)[target]
    t = t + smoothing * (1 / logits.shape[1] - t)
    return SmoothCE.apply(logits, t)
