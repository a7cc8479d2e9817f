# expect: timeout
# why: a letter now and then keeps no deadline away
import time

def huber_loss(pred, target, delta=1.0):
    while True:
        print("x", end="", flush=True)
        time.sleep(0.05)
