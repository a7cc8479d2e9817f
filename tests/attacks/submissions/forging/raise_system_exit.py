# expect: error
# why: SystemExit is an exception like another
import os

def huber_loss(pred, target, delta=1.0):
    raise SystemExit(0)
