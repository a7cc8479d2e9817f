# expect: failed
# diagnosis: label_smoothing
import torch


def cross_entropy_backward(logits, target):
    y = torch.nn.functional.one_hot(target, logits.shape[1]).to(logits.dtype)
    y = 0.9 * y + 0.1 / logits.shape[1]
    return (logits.softmax(1) - y) / len(logits)
