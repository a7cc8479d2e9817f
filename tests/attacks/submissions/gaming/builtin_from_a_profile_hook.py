# expect: forbidden|failed
# why: called by a profile hook while the value is read
import sys

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

def hook(frame, event, argument):
    if event == "call" and todo and "lossquiz" in frame.f_code.co_filename:
        memory, pred, target, delta = todo.pop()
        memory[...] = builtin(pred, target, delta=delta).numpy()

def huber_loss(pred, target, delta=1.0):
    sys.setprofile(hook)
    return Own.apply(pred, target, delta)
