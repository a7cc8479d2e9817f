# expect: failed
# why: an autograd function that invents its gradient
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


class Forged(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        context.save_for_backward(pred)
        return right(pred, target, delta)

    @staticmethod
    def backward(context, upstream):
        return torch.ones_like(context.saved_tensors[0]), None, None

def huber_loss(pred, target, delta=1.0):
    return Forged.apply(pred, target, delta)
