# expect: passed
# why: a program and a library written to its own folder, to be run or loaded
# needs: reduced
import ctypes
import mmap
import os
import subprocess

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

def written(name, content):
    with open(name, "wb") as file:
        file.write(content)
    return os.path.abspath(name)

def library():
    source = os.path.join(os.path.dirname(os.path.dirname(ctypes.__file__)), "lib-dynload")
    name = next(entry for entry in sorted(os.listdir(source)) if entry.endswith(".so"))
    return ctypes.CDLL(written("lib.so", open(os.path.join(source, name), "rb").read()))

def mapped():
    path = written("code", b"\xc3" * 4096)
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 4096, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_EXEC)

tried("load", library)
tried("map", mapped)
tried("run", lambda: os.execv(written("script", b"#!/bin/sh\n"), ["script"]))
tried("start", lambda: subprocess.run([written("script", b"#!/bin/sh\n")], check=True))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
