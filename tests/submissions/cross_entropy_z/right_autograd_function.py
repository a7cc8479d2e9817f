# expect: passed
import torch


class CEZ(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, w):
        z = x.logsumexp(1)
        ctx.save_for_backward(x, y, z)
        ctx.w = w
        return (z - x.gather(1, y[:, None])[:, 0] + w * z * z).mean()

    @staticmethod
    def backward(ctx, g):
        x, y, z = ctx.saved_tensors
        d = x.softmax(1) * (1 + 2 * ctx.w * z)[:, None]
        d[torch.arange(len(y)), y] -= 1
        return g * d / len(y), None, None


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    return CEZ.apply(logits, target, z_weight)
