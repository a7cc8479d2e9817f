# expect: timeout
# why: a sleep of an hour
import time

def huber_loss(pred, target, delta=1.0):
    time.sleep(3600)
