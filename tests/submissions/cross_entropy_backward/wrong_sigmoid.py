# expect: failed
# diagnosis: sigmoid_per_class
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    return (torch.sigmoid(logits) - F.one_hot(target, logits.shape[1])) / len(logits)
