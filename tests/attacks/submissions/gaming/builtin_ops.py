# expect: forbidden
# why: the operator instead of the function
import torch

def huber_loss(pred, target, delta=1.0):
    return getattr(torch.ops.aten, "hu" + "ber_loss")(pred, target, 1, delta)
