# expect: timeout
# why: each call is short, all together are long
import time

def huber_loss(pred, target, delta=1.0):
    time.sleep(0.3)
    return pred.sum()
