# expect: failed
# why: right once, then the same again
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


kept = []

def huber_loss(pred, target, delta=1.0):
    kept.append(right(pred, target, delta))
    return kept[0]
