# expect: passed
import torch
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    y = F.one_hot(target, num_classes=logits.size(1)).to(logits.dtype)
    return -(y * torch.log_softmax(logits, dim=1)).sum(dim=1).mean()
