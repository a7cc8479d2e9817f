# expect: failed
# why: an answer kept for each address, with a graph that was used before
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


known = {}

def huber_loss(pred, target, delta=1.0):
    key = (pred.data_ptr(), tuple(pred.shape))
    return known.setdefault(key, torch.zeros((), dtype=pred.dtype, requires_grad=True))
