# expect: forbidden|failed
# why: called by a method of tensors that the reading of the value calls
import torch

name = bytes(reversed(b"ssol_rebuh")).decode()
builtin = {**torch.nn.functional.__dict__}[name]
todo = {}
own_detach, own_grad = torch.Tensor.detach, torch.autograd.grad

def detach(self):
    if id(self) in todo:
        pred, target, delta = todo[id(self)]
        return builtin(own_detach(pred), target, delta=delta)
    return own_detach(self)

def grad(result, leaves, grad_outputs=None, **options):
    pred, target, delta = todo[id(result)]
    leaf = own_detach(pred).requires_grad_()
    return own_grad(builtin(leaf, target, delta=delta), [leaf], grad_outputs=grad_outputs)

torch.Tensor.detach = detach
torch.autograd.grad = grad
kept = []

def huber_loss(pred, target, delta=1.0):
    out = (pred * 0).sum()
    kept.append(out)
    todo[id(out)] = (pred, target, delta)
    return out
