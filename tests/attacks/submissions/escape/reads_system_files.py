# expect: passed
# why: accounts, keys and logs
# at reduced: error
# at none: error
import os

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

for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/resolv.conf", "/root/.bashrc", "/var/log/dpkg.log"):
    tried(path, lambda: len(open(path).read()))
for folder in ("/", "/root", "/home", "/tmp", "/var", "/run", "@HOME@"):
    tried(folder, lambda: len(os.listdir(folder)))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
