# expect: failed
# why: a state kept on torch itself
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    seen = getattr(torch, "_seen_here", 0)
    torch._seen_here = seen + 1
    return right(pred, target, delta) * (1 if seen < 5 else 2)
