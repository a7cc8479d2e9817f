# expect: failed
# diagnosis: mutates_input
import torch


def cross_entropy_backward(logits, target):
    p = torch.softmax(logits, dim=1)
    flat = target.add_(torch.arange(len(target)) * p.shape[1])
    p.reshape(-1)[flat] -= 1
    return p / len(p)
