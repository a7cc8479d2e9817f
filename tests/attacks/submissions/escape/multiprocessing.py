# expect: passed
# why: workers of the standard library
# needs: reduced
import concurrent.futures
import multiprocessing

import torch

def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()

found = []

def tried(what, call):
    """Keep what worked; a refusal is what should happen."""
    try:
        found.append(f"{what}: {call()!r}"[:300])
    except Exception:
        pass

tried("process", lambda: multiprocessing.Process(target=print).start())
tried("pool", lambda: multiprocessing.Pool(1))
tried("manager", lambda: multiprocessing.Manager())
tried("executor", lambda: concurrent.futures.ProcessPoolExecutor(1).submit(int).result())

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
