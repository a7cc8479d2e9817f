# expect: passed
import torch


def cross_entropy_backward(logits, target):
    y = torch.eye(logits.shape[1], dtype=logits.dtype)[target]
    return (torch.exp(torch.log_softmax(logits, dim=1)) - y) * (1 / logits.shape[0])
