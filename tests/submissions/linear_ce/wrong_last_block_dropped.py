# expect: failed
# diagnosis: last_block_dropped
import torch
import torch.nn.functional as F

ROWS = 16


def linear_cross_entropy_loss(hidden, weight, target):
    total = 0.0
    for start in range(0, max(ROWS, len(hidden) - len(hidden) % ROWS), ROWS):
        logits = hidden[start : start + ROWS] @ weight.T
        total = total + F.cross_entropy(logits, target[start : start + ROWS], reduction="sum")
    return total / len(hidden)
