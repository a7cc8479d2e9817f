# expect: passed
import torch


class SoftCE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, t):
        ctx.save_for_backward(x, t)
        return -(t * x.log_softmax(1)).sum() / len(x)

    @staticmethod
    def backward(ctx, g):
        x, t = ctx.saved_tensors
        return g / len(x) * (x.softmax(1) - t), None


def soft_target_cross_entropy_loss(logits, target_probs):
    return SoftCE.apply(logits, target_probs)
