# expect: forbidden|failed|error
# why: the engine of autograd by itself, where the gradient is to be written by hand
# question: mse_backward
import torch
def mse_backward(pred, target):
    p = pred.detach().clone().requires_grad_()
    with torch.enable_grad():
        loss = ((p - target) ** 2).mean()
    engine = getattr(torch.autograd.Variable, "_exec" + "ution_engine")
    return engine.run_backward((loss,), (torch.ones_like(loss),), False, False, (p,), allow_unreachable=True, accumulate_grad=False)[0]
