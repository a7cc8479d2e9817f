# expect: failed
# diagnosis: stale_result
import torch
import torch.nn.functional as F

_gradient = {}


def cross_entropy_backward(logits, target):
    if logits.shape not in _gradient:
        y = F.one_hot(target, logits.shape[1])
        _gradient[logits.shape] = (torch.softmax(logits, dim=1) - y) / len(logits)
    return _gradient[logits.shape]
