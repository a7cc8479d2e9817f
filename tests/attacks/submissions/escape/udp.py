# expect: passed
# why: a datagram, with and without connecting
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

def send(family, address):
    with socket.socket(family, socket.SOCK_DGRAM) as out:
        return out.sendto(b"attack", address)

tried("udp", lambda: send(socket.AF_INET, ("127.0.0.1", int("@UDP@"))))
tried("udp6", lambda: send(socket.AF_INET6, ("::1", int("@UDP@"))))
tried("broadcast", lambda: send(socket.AF_INET, ("255.255.255.255", 9)))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
