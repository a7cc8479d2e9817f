# expect: passed
import torch
from torch.func import vmap


def bce_with_logits_backward(logits, target):
    slope = vmap(lambda x, y: torch.sigmoid(x) - y)(logits.flatten(), target.flatten())
    return (slope / slope.shape[0]).view(logits.shape)
