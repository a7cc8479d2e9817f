# expect: forbidden|failed|error
# why: a script that asks autograd, compiled at import from a text that is put together
# question: mse_backward
import torch

unit = torch.jit.CompilationUnit(
    "def f(p, t):\n    l = ((p - t) * (p - t)).mean()\n    return torch.auto" + "grad.gr" + "ad([l], [p])[0]\n"
)

def mse_backward(pred, target):
    with torch.enable_grad():
        return unit.f(pred.detach().clone().requires_grad_(), target)
