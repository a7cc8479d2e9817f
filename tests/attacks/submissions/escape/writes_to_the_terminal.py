# expect: passed
# why: the terminal of the user
# needs: reduced
import fcntl
import os
import termios

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

for path in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/ptmx", "/dev/kmsg", "/dev/mem", "/dev/sda", "/dev/vda"):
    tried(path, lambda: os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK))
for descriptor in range(4):
    tried("TIOCSTI", lambda: fcntl.ioctl(descriptor, termios.TIOCSTI, b"x"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
