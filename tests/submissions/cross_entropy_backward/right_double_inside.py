# expect: passed
import torch


def cross_entropy_backward(logits, target):
    p = torch.softmax(logits, dim=1, dtype=torch.float64)
    p[torch.arange(len(p)), target] -= 1
    return (p / len(p)).to(logits.dtype)
