# expect: passed
# why: machine code of its own makes system calls under the same filter
# at none: error
import ctypes
import mmap
import platform

import torch

# mov eax, 41 (socket); mov edi, 2; mov esi, 1; xor edx, edx; syscall; ret
CODE = b"\xb8\x29\x00\x00\x00\xbf\x02\x00\x00\x00\xbe\x01\x00\x00\x00\x31\xd2\x0f\x05\xc3"

def huber_loss(pred, target, delta=1.0):
    if platform.machine() == "x86_64":
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(CODE)
        address = ctypes.addressof(ctypes.c_char.from_buffer(page))
        result = ctypes.CFUNCTYPE(ctypes.c_long)(address)()
        if result >= 0:
            raise RuntimeError(f"ESCAPED socket {result}")
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
