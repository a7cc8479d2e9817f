# expect: failed
# diagnosis: fixed_divisor
import torch


def cross_entropy_loss(logits, target):
    return -logits.log_softmax(1).gather(1, target[:, None]).sum() / 32
