# expect: failed
# diagnosis: naive_exponential | unstable
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    e = torch.exp(logits)
    return (e / e.sum(dim=1, keepdim=True) - F.one_hot(target, logits.shape[1])) / len(logits)
