# expect: forbidden
import torch


def cross_entropy_backward(logits, target):
    x = logits.clone().requires_grad_()
    loss = -torch.log_softmax(x, dim=1)[torch.arange(len(target)), target].mean()
    loss.backward()
    return x.grad
