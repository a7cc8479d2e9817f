# expect: failed
# why: the target is wrong between forward and backward
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    result = right(pred, target, delta)
    before = target.clone()
    target.add_(1)
    if result.requires_grad:
        def restore(gradient):
            target.copy_(before)
        result.register_hook(restore)
    return result
