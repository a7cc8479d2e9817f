# expect: crashed
# why: everything is closed, the channel too
import os

def huber_loss(pred, target, delta=1.0):
    os.closerange(0, 64)
    return pred.sum()
