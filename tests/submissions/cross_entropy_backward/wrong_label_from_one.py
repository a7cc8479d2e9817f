# expect: failed
# diagnosis: label_off_by_one
import torch


def cross_entropy_backward(logits, target):
    gradient = torch.softmax(logits, dim=1)
    gradient[torch.arange(len(target)), target - 1] -= 1
    return gradient / len(target)
