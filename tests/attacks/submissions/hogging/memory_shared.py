# expect: passed|out_of_memory|error|timeout
# why: shared memory, which is not counted as data
import mmap

import torch

kept = []
try:
    for _ in range(1000):
        page = mmap.mmap(-1, 1 << 26)
        page.write(b"x" * (1 << 26))
        kept.append(page)
except (OSError, MemoryError, ValueError):
    pass
assert len(kept) < 40, "ESCAPED 2.5 GiB of shared memory"
del kept

def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
