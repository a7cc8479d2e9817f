# expect: timeout
# why: a backward that does not come back
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


class Slow(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        return right(pred, target, delta)

    @staticmethod
    def backward(context, upstream):
        while True:
            pass

def huber_loss(pred, target, delta=1.0):
    return Slow.apply(pred, target, delta)
