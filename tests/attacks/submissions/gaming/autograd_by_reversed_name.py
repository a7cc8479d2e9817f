# expect: forbidden|failed|error
# why: a backward by a reversed name
# question: mse_backward
import torch

def mse_backward(pred, target):
    p = pred.detach().clone().requires_grad_()
    with torch.enable_grad():
        loss = ((p - target) ** 2).mean()
    getattr(loss, "drawkcab"[::-1])()
    return p.grad
