# expect: failed
# why: a gradient that is right for an upstream of 1 only
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


class Ignorant(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        context.save_for_backward(pred - target)
        context.delta = delta
        return right(pred, target, delta)

    @staticmethod
    def backward(context, upstream):
        error = context.saved_tensors[0]
        return error.clamp(-context.delta, context.delta) / error.numel(), None, None

def huber_loss(pred, target, delta=1.0):
    return Ignorant.apply(pred, target, delta)
