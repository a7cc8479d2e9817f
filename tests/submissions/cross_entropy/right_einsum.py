# expect: passed
import torch
import torch.nn.functional as F


def cross_entropy_loss(logits, target):
    y = torch.eye(logits.shape[1], dtype=logits.dtype)[target]
    return -torch.einsum("nc,nc->", F.log_softmax(logits, 1), y) / logits.shape[0]
