# expect: passed
# why: memory inherited from the parent of all answers holds no other answer and no secret
import ctypes
import gc
import os
import re

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
WORD = b"CANARY" + b"-"
planted = WORD + b"planted-" + b"0" * 32
ours, theirs = os.pipe()

def pages(start, size):
    """Read memory through a pipe: an address that is not there is an error and no crash."""
    address = start
    while address < start + size:
        if libc.write(theirs, ctypes.c_void_p(address), ctypes.c_size_t(4096)) == 4096:
            yield os.read(ours, 4096)
        address += 4096

def search(anchor, size):
    for page in pages((anchor & ~4095) - size // 2, size):
        for hit in re.findall(re.escape(WORD) + rb"[a-z]+-[0-9a-f]{8,}", page):
            found.append(hit.decode())

anchors = {place & ~0xFFFFF for place in (id(planted), id(object()), id(os), id(gc.get_objects()), torch.zeros(9).data_ptr())}
for anchor in anchors:
    search(anchor, 24 << 20)
mine = {hit for hit in found if planted.decode().startswith(hit)}  # cut, where it lies across two pages
found = sorted(set(found) - mine) if mine else ["the search does not even find what lies in its own memory"]

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
