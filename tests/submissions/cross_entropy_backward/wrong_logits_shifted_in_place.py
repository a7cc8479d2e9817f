# expect: failed
# diagnosis: mutates_input
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    logits -= logits.max(dim=1, keepdim=True).values
    e = logits.exp()
    return (e / e.sum(dim=1, keepdim=True) - F.one_hot(target, logits.shape[1])) / len(logits)
