# expect: crashed
# why: random bytes are no message
import os

def huber_loss(pred, target, delta=1.0):
    for _ in range(64):
        os.write(3, os.urandom(4096))
    return pred.sum()
