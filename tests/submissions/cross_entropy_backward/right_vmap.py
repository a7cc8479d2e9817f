# expect: passed
import torch
import torch.nn.functional as F
from torch.func import vmap


def cross_entropy_backward(logits, target):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    return vmap(lambda x, t: torch.softmax(x, 0) - t)(logits, y) / logits.shape[0]
