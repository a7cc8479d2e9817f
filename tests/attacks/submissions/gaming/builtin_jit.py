# expect: forbidden
# why: a script that calls it
import torch

unit = torch.jit.CompilationUnit("def f(a, b, d: float):\n    return torch.ops.aten.hub" + "er_loss(a, b, 1, d)\n")

def huber_loss(pred, target, delta=1.0):
    return unit.f(pred, target, float(delta))
