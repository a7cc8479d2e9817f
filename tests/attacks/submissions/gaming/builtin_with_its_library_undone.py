# expect: error|failed|forbidden
# why: whatever in memory could give the operator back is told to
import gc

import torch

name = bytes(reversed(b"ssol_rebuh")).decode()

class Own(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        context.save_for_backward(pred - target)
        context.delta = delta
        for thing in gc.get_objects():
            for undo in ("end", "put_back", "reset"):
                if "lossquiz" in str(getattr(type(thing), "__module__", "")) and hasattr(thing, undo):
                    getattr(thing, undo)()
        return getattr(torch.nn.functional, name)(pred.detach(), target, delta=delta)

    @staticmethod
    def backward(context, upstream):
        error = context.saved_tensors[0]
        return upstream * error.clamp(-context.delta, context.delta) / error.numel(), None, None

def huber_loss(pred, target, delta=1.0):
    return Own.apply(pred, target, delta)
