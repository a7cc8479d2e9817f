# expect: passed
# why: as many descriptors as there are
import os

import torch

kept = []
try:
    while len(kept) < 10_000:
        kept.append(os.dup(1))
except OSError:
    pass
for descriptor in kept:
    os.close(descriptor)
assert len(kept) < 64, "ESCAPED"

def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
