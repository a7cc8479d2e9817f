# expect: passed
import torch
import torch.nn.functional as F


def weighted_cross_entropy_loss(logits, target, weight):
    nll = -F.log_softmax(logits, dim=-1)[torch.arange(len(target)), target]
    w = weight.index_select(0, target)
    return torch.dot(w, nll) / w.sum()
