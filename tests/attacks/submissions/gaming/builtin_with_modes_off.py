# expect: forbidden|failed|error|crashed
# why: with torch's modes switched off
import torch

name = bytes(int(c) for c in "104 117 98 101 114 95 108 111 115 115".split()).decode()

def hidden(pred, target, delta):
    with torch._C.DisableTorchFunction(), torch.utils._python_dispatch._disable_current_modes():
        return getattr(torch.nn.functional, name)(pred, target, delta=delta)

class Own(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        context.save_for_backward(pred - target)
        context.delta = delta
        return hidden(pred.detach(), target, delta)

    @staticmethod
    def backward(context, upstream):
        error = context.saved_tensors[0]
        return upstream * error.clamp(-context.delta, context.delta) / error.numel(), None, None

def huber_loss(pred, target, delta=1.0):
    return Own.apply(pred, target, delta)
