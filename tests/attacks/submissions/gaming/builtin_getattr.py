# expect: forbidden
# why: a name put together while running
import torch

def huber_loss(pred, target, delta=1.0):
    name = bytes(reversed(b"ssol_rebuh")).decode()
    return getattr(torch.nn.functional, name)(pred, target, delta=delta)
