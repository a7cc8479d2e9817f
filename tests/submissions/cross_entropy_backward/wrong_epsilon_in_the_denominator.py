# expect: failed
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    e = torch.exp(logits - logits.max(dim=1, keepdim=True).values)
    p = e / (e.sum(dim=1, keepdim=True) + 1e-3)
    return (p - F.one_hot(target, logits.shape[1])) / len(logits)
