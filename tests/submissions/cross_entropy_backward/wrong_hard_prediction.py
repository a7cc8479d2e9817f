# expect: failed
# diagnosis: hard_prediction
import torch
import torch.nn.functional as F


def cross_entropy_backward(logits, target):
    k = logits.shape[1]
    guess = F.one_hot(logits.argmax(dim=1), k)
    return (guess - F.one_hot(target, k)).to(logits.dtype) / len(logits)
