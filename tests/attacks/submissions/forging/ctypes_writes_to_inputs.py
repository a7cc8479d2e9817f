# expect: failed
# why: input memory changed behind torch's back
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


import ctypes

def huber_loss(pred, target, delta=1.0):
    result = right(pred, target, delta)
    ctypes.memset(target.data_ptr(), 0x3F, target.element_size())
    return result
