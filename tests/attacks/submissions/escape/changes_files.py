# expect: passed
# why: content, owner, mode, times and names of a file that is there
# needs: reduced
import os
import shutil

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

path = "@SECRET@"
tried("append", lambda: open(path, "a").write("x"))
tried("truncate", lambda: os.truncate(path, 0))
tried("chmod", lambda: os.chmod(path, 0o777))
tried("chown", lambda: os.chown(path, 1, 1))
tried("utime", lambda: os.utime(path, (1, 1)))
tried("rename", lambda: os.rename(path, path + "-moved"))
tried("link", lambda: os.link(path, path + "-hard"))
tried("unlink", lambda: os.unlink(path))
tried("setxattr", lambda: os.setxattr(path, "user.attack", b"1"))
tried("rmtree", lambda: shutil.rmtree(os.path.dirname(path)))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
