# expect: crashed
# why: the numbers of 32-bit calls end the process
# at none: error|crashed
import ctypes
import mmap
import platform

import torch

# mov eax, 20 (getpid); int 0x80; ret
CODE = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"

def huber_loss(pred, target, delta=1.0):
    if platform.machine() != "x86_64":
        import os
        os._exit(1)
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    pid = ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    raise RuntimeError(f"ESCAPED int 0x80 -> {pid}")
