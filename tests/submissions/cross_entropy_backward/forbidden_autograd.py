# expect: forbidden
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    x = logits.detach().requires_grad_()
    return torch.autograd.grad(F.cross_entropy(x, target), [x])[0]
