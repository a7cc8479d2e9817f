# expect: timeout
# why: no exception ends it
import signal
import time

for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass

def huber_loss(pred, target, delta=1.0):
    while True:
        try:
            time.sleep(0.01)
        except BaseException:
            pass
