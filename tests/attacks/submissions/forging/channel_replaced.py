# expect: crashed
# why: the channel is replaced by the output
import os

os.dup2(1, 3)

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
