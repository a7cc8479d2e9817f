# expect: passed|error|out_of_memory|timeout|crashed
# why: threads without end
import threading
import time

import torch

kept = []
try:
    for _ in range(20_000):
        thread = threading.Thread(target=time.sleep, args=(30,), daemon=True)
        thread.start()
        kept.append(thread)
except BaseException:
    pass

def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
