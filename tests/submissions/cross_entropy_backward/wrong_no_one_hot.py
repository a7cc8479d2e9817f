# expect: failed
# diagnosis: target_not_subtracted
import torch


def cross_entropy_backward(logits, target):
    return torch.softmax(logits, dim=1) / len(logits)
