# expect: passed
import torch
import torch.nn.functional as F


def poly1_loss(logits, target, epsilon=1.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    pt = (y * logits.softmax(1)).sum(1)
    ce = -(y * logits.log_softmax(1)).sum(1)
    return torch.mean(ce + epsilon * (1 - pt))
