# expect: failed
# diagnosis: unstable
# One maximum for the whole batch: rows far below it become 0/0.
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    e = torch.exp(logits - logits.max())
    return (e / e.sum(dim=1, keepdim=True) - F.one_hot(target, logits.shape[1])) / len(logits)
