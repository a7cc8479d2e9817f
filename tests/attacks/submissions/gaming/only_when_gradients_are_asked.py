# expect: failed
# why: right in value only where nothing requires grad
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    return pred.sum() * 0 if pred.requires_grad else right(pred, target, delta)
