# expect: passed
# why: namespaces, mounts and roots of its own
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

for flag in (0x10000000, 0x20000, 0x20000000, 0x40000000, 0x02000000, 0x04000000, 0x08000000):
    call(f"unshare {flag:x}", 272, flag)
call("setns", 308, 3, 0)
call("mount", 165, 0, 0, 0, 0, 0)
call("umount2", 166, 0, 0)
call("pivot_root", 155, 0, 0)
call("chroot", 161, 0)
call("open_tree", 428, -100, 0, 0)
call("move_mount", 429, -1, 0, -1, 0, 0)
call("fsopen", 430, 0, 0)
call("mount_setattr", 442, -1, 0, 0, 0, 0)
call("clone with a user namespace", 56, 0x10000000 | 0x00010000, 0, 0, 0, 0)
call("name_to_handle_at", 303, -100, 0, 0, 0, 0)
call("open_by_handle_at", 304, -100, 0, 0)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
