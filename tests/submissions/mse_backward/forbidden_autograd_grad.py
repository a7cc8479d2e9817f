# expect: forbidden
from torch import autograd as ag


def mse_backward(pred, target):
    leaf = pred.detach().requires_grad_(True)
    return ag.grad(((leaf - target) ** 2).mean(), leaf)[0]
