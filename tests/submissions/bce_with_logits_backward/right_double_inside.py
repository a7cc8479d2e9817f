# expect: passed
import torch


def bce_with_logits_backward(logits, target):
    p = torch.special.expit(logits.double())
    return ((p - target.double()) / p.numel()).to(logits.dtype)
