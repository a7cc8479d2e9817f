# expect: passed
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    p = torch.softmax(logits, dim=1)
    y = F.one_hot(target, num_classes=logits.shape[1])
    return (p - y) / len(logits)
