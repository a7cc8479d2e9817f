# expect: failed
# diagnosis: divided_by_elements | class_count
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    return (torch.softmax(logits, dim=1) - F.one_hot(target, logits.shape[1])) / logits.numel()
