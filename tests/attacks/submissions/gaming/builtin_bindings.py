# expect: forbidden
# why: torch's own bindings
import torch

def huber_loss(pred, target, delta=1.0):
    return vars(torch._C._nn)["huber" + "_loss"](pred, target, 1, delta)
