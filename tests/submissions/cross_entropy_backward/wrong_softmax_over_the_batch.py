# expect: failed
# diagnosis: softmax_over_the_batch
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    return (torch.softmax(logits, dim=0) - F.one_hot(target, logits.shape[1])) / len(logits)
