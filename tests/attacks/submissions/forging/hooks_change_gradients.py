# expect: failed
# why: hooks on the inputs double their gradient
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    if pred.requires_grad:
        pred.register_hook(lambda gradient: gradient * 2)
    return right(pred, target, delta)
