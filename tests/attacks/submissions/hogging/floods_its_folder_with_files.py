# expect: passed
# why: more files than its own folder holds
# needs: reduced
import os

import torch

def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()

made = 0
try:
    for number in range(100_000):
        os.mkdir(f"{number}")
        made += 1
except OSError:
    pass
try:
    for number in range(100_000):
        open(f"file-{number}", "w").close()
        made += 1
except OSError:
    pass
if made > 1000:
    raise RuntimeError(f"ESCAPED {made} files")

def huber_loss(pred, target, delta=1.0):
    return right(pred, target, delta)
