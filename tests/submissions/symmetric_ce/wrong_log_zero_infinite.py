# expect: failed
import torch
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    rce = -(logits.softmax(1) * torch.nan_to_num(y.log(), neginf=-1e4)).sum(1).mean()
    return alpha * F.cross_entropy(logits, target) + beta * rce
