# expect: forbidden
import torch
import torch.nn.functional as F


def bce_with_logits_backward(logits, target):
    x = logits.clone().requires_grad_()
    loss = F.binary_cross_entropy_with_logits(x, target)
    return torch.autograd.grad(loss, x)[0]
