# expect: failed
# diagnosis: softmax_slope_kept
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    p = torch.softmax(logits, dim=1)
    return (p - F.one_hot(target, logits.shape[1])) * p * (1 - p) / len(p)
