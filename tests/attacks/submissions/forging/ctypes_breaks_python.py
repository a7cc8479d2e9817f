# expect: crashed|error|failed
# why: the interpreter's own numbers are overwritten
import ctypes

def huber_loss(pred, target, delta=1.0):
    for number in range(2, 100):
        ctypes.memset(id(number) + 24, 0, 4)
    return pred.sum()
