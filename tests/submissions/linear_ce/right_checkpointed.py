# expect: passed
import torch.nn.functional as F
from torch.utils.checkpoint import checkpoint


def block_loss(rows, weight, labels):
    return F.cross_entropy(F.linear(rows, weight), labels, reduction="sum")


def linear_cross_entropy_loss(hidden, weight, target):
    pieces = zip(hidden.split(16), target.split(16))
    return sum(checkpoint(block_loss, rows, weight, labels, use_reentrant=False) for rows, labels in pieces) / len(target)
