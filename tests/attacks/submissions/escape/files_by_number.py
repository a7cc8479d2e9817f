# expect: passed
# why: changes of files by the numbers of their calls
# at none: error
# needs: reduced
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

path = ctypes.create_string_buffer(b"/tmp/@TAG@")
secret = ctypes.create_string_buffer(b"@SECRET@")
moved = ctypes.create_string_buffer(b"@SECRET@-moved")
other = ctypes.create_string_buffer(b"/tmp/@TAG@-2")
for name, number, arguments in (
    ("open", 2, (path, 0o101, 0o600)), ("creat", 85, (path, 0o600)), ("openat2", 437, (-100, path, 0, 0)),
    ("mkdir", 83, (path, 0o700)), ("mkdirat", 258, (-100, path, 0o700)), ("mknodat", 259, (-100, path, 0o10600, 0)),
    ("symlinkat", 266, (other, -100, path)), ("linkat", 265, (-100, path, -100, other, 0)),
    ("renameat2", 316, (-100, secret, -100, moved, 0)), ("unlinkat", 263, (-100, secret, 0)),
    ("truncate", 76, (path, 0)), ("fallocate", 285, (1, 0, 0, 1)), ("utimensat", 280, (-100, path, 0, 0)),
    ("fchmodat", 268, (-100, path, 0o777)), ("fchownat", 260, (-100, path, 0, 0, 0)), ("chdir", 80, (path,)),
    ("memfd_create", 319, (path, 0)), ("sendfile", 40, (1, 0, 0, 1)), ("splice", 275, (0, 0, 1, 0, 1, 0)),
    ("shmget", 29, (0, 4096, 0o600)), ("msgget", 68, (0, 0o600)), ("semget", 64, (0, 1, 0o600)),
):
    call(name, number, *arguments)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
