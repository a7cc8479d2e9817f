# expect: passed
import torch
import torch.nn.functional as F


class Half(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return F.softplus(x).mean()

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * torch.sigmoid(x) / x.numel()


def discriminator_loss(real_logits, fake_logits):
    return Half.apply(-real_logits) + Half.apply(fake_logits)
