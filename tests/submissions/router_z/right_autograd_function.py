# expect: passed
import torch


class Z(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        z = x.logsumexp(1)
        ctx.save_for_backward(x, z)
        return (z * z).mean()

    @staticmethod
    def backward(ctx, g):
        x, z = ctx.saved_tensors
        return g * 2 * z[:, None] * x.softmax(1) / len(x)


def router_z_loss(router_logits):
    return Z.apply(router_logits)
