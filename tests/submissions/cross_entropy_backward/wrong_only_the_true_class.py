# expect: failed
# diagnosis: only_the_true_class
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    y = F.one_hot(target, logits.shape[1])
    return y * (torch.softmax(logits, dim=1) - 1) / len(logits)
