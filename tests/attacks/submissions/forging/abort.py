# expect: crashed
# why: the process aborts
import os

def huber_loss(pred, target, delta=1.0):
    os.abort()
