# expect: passed
# why: a process that kills itself looks like one that the system killed
# at none: crashed
import os
import signal

import torch

def huber_loss(pred, target, delta=1.0):
    try:
        os.kill(os.getpid(), signal.SIGKILL)
    except OSError:
        pass
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
