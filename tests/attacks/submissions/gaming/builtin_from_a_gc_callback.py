# expect: forbidden|failed
# why: called by the garbage collector, between the return of the answer and the reading of its value
import gc

import torch

name = bytes(reversed(b"ssol_rebuh")).decode()
builtin = {**torch.nn.functional.__dict__}[name]
todo = []

class Own(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        context.save_for_backward(pred, target)
        context.delta = delta
        out = pred.new_zeros(())
        todo.append((out.numpy(), pred.detach(), target, delta))
        return out

    @staticmethod
    def backward(context, upstream):
        pred, target = context.saved_tensors
        error = pred - target
        return upstream * error.clamp(-context.delta, context.delta) / error.numel(), None, None

def collected(phase, info):
    if todo and torch._C._len_torch_dispatch_stack() == 0:
        memory, pred, target, delta = todo.pop()
        memory[...] = builtin(pred, target, delta=delta).numpy()

gc.callbacks.append(collected)
gc.set_threshold(1)

def huber_loss(pred, target, delta=1.0):
    value = Own.apply(pred, target, delta)
    gc.collect()
    return value
