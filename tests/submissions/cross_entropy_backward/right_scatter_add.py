# expect: passed
import torch


def cross_entropy_backward(logits, target):
    p = logits.softmax(-1)
    minus_one = -torch.ones(len(target), 1, dtype=p.dtype)
    return p.scatter_add(1, target.unsqueeze(1), minus_one).div(logits.size(0))
