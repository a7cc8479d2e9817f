# expect: failed
# why: the result is read once; a thread that changes it does not know to what
import threading

import torch

def huber_loss(pred, target, delta=1.0):
    result = (pred * 0).sum()
    def change():
        for step in range(200):
            result.data.fill_(step / 100)
    threading.Thread(target=change, daemon=True).start()
    return result
