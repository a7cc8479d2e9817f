# expect: passed
# why: a TCP connection to a listener of the user's, and a server of its own
# at none: error
import socket
import urllib.request

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

tried("connect", lambda: socket.create_connection(("127.0.0.1", int("@TCP@")), 1))
tried("ipv6", lambda: socket.create_connection(("::1", int("@TCP6@")), 1))
tried("server", lambda: socket.create_server(("127.0.0.1", 0)))
tried("url", lambda: urllib.request.urlopen("http://127.0.0.1:@TCP@/", timeout=1))
tried("socket", lambda: socket.socket())
tried("name", lambda: socket.gethostbyname("example.com"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
