# expect: passed
import torch
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    log_y = torch.where(y == 1, 0.0, -4.0).to(logits.dtype)
    ce = -(y * logits.log_softmax(1)).sum(1)
    rce = -(logits.softmax(1) * log_y).sum(1)
    return (alpha * ce + beta * rce).mean()
