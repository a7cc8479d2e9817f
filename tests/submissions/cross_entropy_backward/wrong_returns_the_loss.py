# expect: failed
# diagnosis: wrong_shape
import torch


def cross_entropy_backward(logits, target):
    return -torch.log_softmax(logits, dim=1).gather(1, target[:, None]).mean()
