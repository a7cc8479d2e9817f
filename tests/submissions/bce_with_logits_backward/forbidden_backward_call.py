# expect: forbidden
import torch.nn.functional as F


def bce_with_logits_backward(logits, target):
    x = logits.detach().clone().requires_grad_(True)
    (F.softplus(x) - x * target).mean().backward()
    return x.grad
