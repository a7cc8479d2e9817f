# expect: passed
import torch


class Iou(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, y, s):
        a, b = p.flatten(1), y.flatten(1)
        top = (a * b).sum(1, keepdim=True) + s
        bottom = (a + b - a * b).sum(1, keepdim=True) + s
        ctx.save_for_backward(b, top, bottom)
        ctx.shape = p.shape
        return (1 - top / bottom).mean()

    @staticmethod
    def backward(ctx, g):
        y, top, bottom = ctx.saved_tensors
        slope = (top * (1 - y) - y * bottom) / bottom**2 / len(y)
        return g * slope.view(ctx.shape), None, None


def jaccard_loss(probs, target, smooth=1.0):
    return Iou.apply(probs, target, smooth)
