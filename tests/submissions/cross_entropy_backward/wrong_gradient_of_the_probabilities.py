# expect: failed
# diagnosis: slope_for_probs
# −y/p is the gradient with respect to the probabilities.
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    p = torch.softmax(logits, dim=1)
    return -F.one_hot(target, logits.shape[1]) / p / len(p)
