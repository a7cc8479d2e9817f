# expect: passed
# why: system calls by another way
# at none: error
import ctypes
import os
import platform

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

libc = ctypes.CDLL(None, use_errno=True)
REFUSED = {1, 13, 38}

def call(name, number, *arguments):
    """Make a system call with arguments that harm nothing; only a refusal before it is looked at will do."""
    if platform.machine() != "x86_64":
        return
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_void_p(a) if isinstance(a, int) else a for a in arguments])
    if result >= 0 or ctypes.get_errno() not in REFUSED:
        found.append(f"{name} -> {result}, errno {ctypes.get_errno()}")

call("io_uring_setup", 425, 1, 0)
call("io_uring_enter", 426, 3, 0, 0, 0, 0, 0)
call("io_uring_register", 427, 3, 0, 0, 0)
call("io_setup", 206, 0, 0)
call("io_submit", 209, 0, 0, 0)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
