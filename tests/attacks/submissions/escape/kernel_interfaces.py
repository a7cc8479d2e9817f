# expect: passed
# why: interfaces of the kernel that no loss needs
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

for name, number in {
    "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "keyctl": 250, "add_key": 248, "request_key": 249,
    "kexec_file_load": 320, "init_module": 175, "finit_module": 313, "delete_module": 176, "fanotify_init": 300,
    "inotify_init1": 294, "swapon": 167, "swapoff": 168, "quotactl": 179, "lookup_dcookie": 212, "modify_ldt": 154,
    "iopl": 172, "ioperm": 173, "syslog": 103, "vhangup": 153, "mq_open": 240, "personality": 135,
    "memfd_secret": 447, "landlock_create_ruleset": 444, "seccomp": 317, "pkey_alloc": 330, "mbind": 237,
}.items():
    call(name, number, -1, 0, 0, 0, 0, 0)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
