# expect: timeout
# why: a lock that nobody releases
import threading

lock = threading.Lock()
lock.acquire()

def huber_loss(pred, target, delta=1.0):
    with lock:
        return pred.sum()
