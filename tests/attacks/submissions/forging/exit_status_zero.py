# expect: crashed
# why: an exit status of 0 is no pass
import os

def huber_loss(pred, target, delta=1.0):
    os._exit(0)
