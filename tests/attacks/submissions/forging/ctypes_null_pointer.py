# expect: crashed
# why: a read of address 0
import ctypes

def huber_loss(pred, target, delta=1.0):
    return ctypes.string_at(0)
