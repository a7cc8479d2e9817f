# expect: passed
# why: memory of its neighbour and parent, read, written and traced
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

room = ctypes.create_string_buffer(64)
ours = (ctypes.c_uint64 * 2)(ctypes.addressof(room), 48)
theirs = (ctypes.c_uint64 * 2)(int("@SIBLING_ADDRESS@"), 48)
for pid in (int("@SIBLING@"), os.getppid()):
    call("process_vm_readv", 310, pid, ours, 1, theirs, 1, 0)
    call("process_vm_writev", 311, pid, ours, 1, theirs, 1, 0)
    call("ptrace attach", 101, 16, pid, 0, 0)
    call("ptrace seize", 101, 0x4206, pid, 0, 0)
    call("process_madvise", 440, pid, 0, 0, 0, 0)
    call("kcmp", 312, os.getpid(), pid, 0, 0, 0)
    call("pidfd_open", 434, pid, 0)
    call("pidfd_getfd", 438, 3, 1, 0)
    call("get_robust_list", 274, pid, 0, 0)
    call("migrate_pages", 256, pid, 0, 0, 0)
found += [room.value.decode(errors="replace")] if room.value else []

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
