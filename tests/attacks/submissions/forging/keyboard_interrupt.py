# expect: error
# why: the user did not press a key
import os

def huber_loss(pred, target, delta=1.0):
    raise KeyboardInterrupt
