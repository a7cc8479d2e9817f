# expect: passed
# why: more bytes than its own folder holds, in one file and in many
# needs: reduced
import os

import torch

def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()

total = 0
try:
    for number in range(64):
        with open(f"{number}", "wb") as file:
            while True:
                total += file.write(b"x" * 65536)
                file.flush()
except OSError:
    pass
try:
    for number in range(64, 300):
        with open(f"{number}", "wb") as file:
            total += file.write(b"x" * 65536)
except OSError:
    pass
if total > 16 << 20:
    raise RuntimeError("ESCAPED a folder without an end")

def huber_loss(pred, target, delta=1.0):
    return right(pred, target, delta)
