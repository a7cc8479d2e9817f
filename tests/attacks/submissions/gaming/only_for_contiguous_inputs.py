# expect: failed
# why: odd layouts get another result
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    if not (pred.is_contiguous() and target.is_contiguous()):
        return right(pred, target, delta) * 2
    return right(pred, target, delta)
