# expect: failed
# diagnosis: only_one_row
import torch


def cross_entropy_backward(logits, target):
    gradient = torch.softmax(logits, dim=1)
    for i in range(max(1, len(target) - 1)):
        gradient[i, target[i]] -= 1
    return gradient / len(target)
