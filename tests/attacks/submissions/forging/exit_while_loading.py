# expect: crashed
# why: the process ends before it was asked anything
import os

def huber_loss(pred, target, delta=1.0):
    return pred.sum()

os._exit(0)
