# expect: passed
import torch


def cross_entropy_backward(logits, target):
    y = (torch.arange(logits.shape[1]) == target[:, None]).to(logits.dtype)
    return (torch.softmax(logits, 1) - y) / y.sum()
