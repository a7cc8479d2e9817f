# expect: failed
# why: a .grad that was set by hand is not what is asked for
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    value = right(pred, target, delta).detach()
    pred.grad = torch.ones_like(pred)
    return value.requires_grad_()
