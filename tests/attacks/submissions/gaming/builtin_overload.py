# expect: forbidden
# why: an overload of the operator
import torch

operator = getattr(torch.ops.aten, "_".join(["huber", "loss"])).default

def huber_loss(pred, target, delta=1.0):
    return operator(pred, target, 1, float(delta))
