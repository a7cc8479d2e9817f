# expect: forbidden
# why: the value of the built-in, a gradient by hand
import torch

class Own(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        context.save_for_backward(pred - target)
        context.delta = delta
        return getattr(torch.nn.functional, "ssol_rebuh"[::-1])(pred, target, delta=delta)

    @staticmethod
    def backward(context, upstream):
        error = context.saved_tensors[0]
        return upstream * error.clamp(-context.delta, context.delta) / error.numel(), None, None

def huber_loss(pred, target, delta=1.0):
    return Own.apply(pred, target, delta)
