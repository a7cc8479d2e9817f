# expect: failed
# diagnosis: linear_without_offset
import torch


def huber_loss(pred, target, delta=1.0):
    e = pred - target
    return torch.where(e.abs() > delta, delta * e.abs(), 0.5 * e.square()).mean()
