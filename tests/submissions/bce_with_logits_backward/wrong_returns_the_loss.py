# expect: failed
# diagnosis: wrong_shape
import torch.nn.functional as F


def bce_with_logits_backward(logits, target):
    return (F.softplus(logits) - logits * target).mean()
