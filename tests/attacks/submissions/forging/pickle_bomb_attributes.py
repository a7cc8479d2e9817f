# expect: failed
# why: a tensor that carries code with it
import torch

class Bomb:
    def __reduce__(self):
        return (exec, ("raise SystemExit",))

def huber_loss(pred, target, delta=1.0):
    result = pred.sum()
    result.bomb = Bomb()
    result.__dict__["__reduce_ex__"] = lambda protocol: (exec, ("raise SystemExit",))
    return result
