# expect: failed
# diagnosis: stale_result
import torch

_gradients = {}


def bce_with_logits_backward(logits, target):
    if logits.shape not in _gradients:
        _gradients[logits.shape] = (torch.sigmoid(logits) - target) / logits.numel()
    return _gradients[logits.shape]
