# expect: forbidden|failed|error
# why: the graph of autograd walked by hand
# question: mse_backward
import torch

def mse_backward(pred, target):
    p = pred.detach().clone().requires_grad_()
    with torch.enable_grad():
        node = ((p - target) ** 2).mean().grad_fn
    gradient = torch.ones((), dtype=pred.dtype)
    while "Accumulate" not in node.name():
        gradient = node(gradient)
        gradient = gradient[0] if isinstance(gradient, tuple) else gradient
        node = node.next_functions[0][0]
    return gradient
