# expect: failed
# why: a hook returns a gradient of another shape
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


class Odd(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        return right(pred, target, delta)

    @staticmethod
    def backward(context, upstream):
        return torch.zeros(10**4), None, None

def huber_loss(pred, target, delta=1.0):
    return Odd.apply(pred, target, delta)
