# expect: passed
import torch


class Byol(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, z):
        length = p.norm(dim=1, keepdim=True)
        p, z = p / length, z / z.norm(dim=1, keepdim=True)
        cos = (p * z).sum(dim=1, keepdim=True)
        ctx.save_for_backward(p, z, cos, length)
        return (2 - 2 * cos).mean()

    @staticmethod
    def backward(ctx, upstream):
        p, z, cos, length = ctx.saved_tensors
        return upstream * -2 * (z - cos * p) / length / len(p), None


def byol_loss(prediction, target):
    return Byol.apply(prediction, target)
