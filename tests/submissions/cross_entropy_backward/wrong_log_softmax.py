# expect: failed
# diagnosis: log_softmax_for_softmax
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    return (torch.log_softmax(logits, dim=1) - F.one_hot(target, logits.shape[1])) / len(logits)
