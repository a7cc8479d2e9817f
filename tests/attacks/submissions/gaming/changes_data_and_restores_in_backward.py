# expect: failed
# why: the same through .data, which autograd does not count
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    result = right(pred, target.clone(), delta)
    before = target.clone()
    target.data.add_(1)
    if result.requires_grad:
        def restore(gradient):
            target.data.copy_(before)
        result.register_hook(restore)
    return result
