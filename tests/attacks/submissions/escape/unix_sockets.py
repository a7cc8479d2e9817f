# expect: passed
# why: Unix sockets by path and by abstract name
# at none: error
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

def connect(address, kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_UNIX, kind) as out:
        return out.connect(address)

tried("stream", lambda: connect("@UNIX@"))
tried("datagram", lambda: connect("@UNIX_DATAGRAM@", socket.SOCK_DGRAM))
tried("abstract", lambda: connect("\0@ABSTRACT@"))
tried("pair", lambda: socket.socketpair())
tried("x11", lambda: connect("/tmp/.X11-unix/X0"))
tried("docker", lambda: connect("/var/run/docker.sock"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
