# expect: passed
import torch


class Dice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, y, s):
        a, b = p.flatten(1), y.flatten(1)
        top = 2 * (a * b).sum(1, keepdim=True) + s
        bottom = (a + b).sum(1, keepdim=True) + s
        ctx.save_for_backward(b, top, bottom)
        ctx.shape = p.shape
        return (1 - top / bottom).mean()

    @staticmethod
    def backward(ctx, g):
        y, top, bottom = ctx.saved_tensors
        slope = (top - 2 * y * bottom) / bottom**2 / len(y)
        return g * slope.view(ctx.shape), None, None


def dice_loss(probs, target, smooth=1.0):
    return Dice.apply(probs, target, smooth)
