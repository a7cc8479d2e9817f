# expect: failed
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    return (logits - F.one_hot(target, logits.shape[1])) / len(logits)
