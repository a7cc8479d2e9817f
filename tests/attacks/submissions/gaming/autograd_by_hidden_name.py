# expect: forbidden|failed|error
# why: torch.func.grad under names that are put together while running
# question: mse_backward
import torch, importlib
m = importlib.import_module("torch." + "cnuf"[::-1])
g = getattr(m, "darg"[::-1])
def mse_backward(pred, target):
    return g(lambda p: ((p - target) ** 2).mean())(pred)
