# expect: passed
# why: the channel is a socket: neither its peer nor other descriptors can be had from it
# at none: error|crashed
import array
import os
import socket

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

channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, os.dup(3))
tried("name", lambda: channel.getpeername())
tried("credentials", lambda: channel.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
tried("accept", lambda: channel.accept())
tried("receive", lambda: channel.recvmsg(10, 1000, socket.MSG_DONTWAIT))
passed = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1]))]
tried("pass a descriptor", lambda: channel.sendmsg([b""], passed))
tried("shutdown", lambda: channel.shutdown(socket.SHUT_RD))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
