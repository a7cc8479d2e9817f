# expect: passed
# why: a process that stops itself would wait for ever
# at none: timeout
import os
import signal

import torch

def huber_loss(pred, target, delta=1.0):
    try:
        os.kill(os.getpid(), signal.SIGSTOP)
    except OSError:
        pass
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
