# expect: failed
# diagnosis: only_one_class
# Rows of class 0 get no gradient at all.
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    kept = (target != 0).to(logits.dtype)[:, None]
    return kept * (torch.softmax(logits, dim=1) - F.one_hot(target, logits.shape[1])) / len(logits)
