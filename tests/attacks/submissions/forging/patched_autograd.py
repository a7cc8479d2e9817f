# expect: failed
# why: autograd is replaced, so that no gradient is true
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


torch.autograd.grad = lambda outputs, inputs, **options: tuple(torch.zeros_like(i) for i in inputs)

def huber_loss(pred, target, delta=1.0):
    return right(pred, target, delta)
