# expect: failed
# diagnosis: mean_of_blocks
import torch
import torch.nn.functional as F

ROWS = 16


def linear_cross_entropy_loss(hidden, weight, target):
    total = 0.0
    for start in range(0, len(hidden), ROWS):
        logits = hidden[start : start + ROWS] @ weight.T
        total = total + F.cross_entropy(logits, target[start : start + ROWS], reduction="mean")
    return total / -(-len(hidden) // ROWS)
