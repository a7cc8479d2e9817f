# expect: error|failed|forbidden
# why: the operator's kernel, taken from the dispatcher at import
import torch

name = bytes(reversed(b"ssol_rebuh")).decode()
take = getattr(torch._C, "_dispatch_get_computed_kernel_for_dispatch_key", None)
kernel = take("aten::" + name, "CPU") if take else None

class Own(torch.autograd.Function):
    @staticmethod
    def forward(context, pred, target, delta):
        context.save_for_backward(pred - target)
        context.delta = delta
        keys = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)
        return kernel.call_boxed(keys, pred.detach(), target, 1, float(delta))

    @staticmethod
    def backward(context, upstream):
        error = context.saved_tensors[0]
        return upstream * error.clamp(-context.delta, context.delta) / error.numel(), None, None

def huber_loss(pred, target, delta=1.0):
    return Own.apply(pred, target, delta)
