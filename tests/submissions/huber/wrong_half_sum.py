# expect: failed
# diagnosis: sum_instead_of_mean|element_count|half
import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    b = a.clamp(max=delta)
    return 0.5 * (b * (a - 0.5 * b)).sum()
