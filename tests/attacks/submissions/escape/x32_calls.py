# expect: crashed
# why: the numbers of the x32 interface end the process
# at none: error|crashed
import ctypes
import os
import platform

def huber_loss(pred, target, delta=1.0):
    if platform.machine() != "x86_64":
        os._exit(1)
    result = ctypes.CDLL(None).syscall(ctypes.c_long(0x40000000 | 39))
    raise RuntimeError(f"ESCAPED x32 -> {result}")
