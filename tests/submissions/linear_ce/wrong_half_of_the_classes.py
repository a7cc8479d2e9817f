# expect: failed
# diagnosis: half_of_the_classes
import torch
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    v = weight.shape[0]
    half = max(1, v // 2)
    total = hidden.new_zeros(())
    for start in range(0, v, half):
        stop = min(start + half, v)
        rows = (target >= start) & (target < stop)
        if rows.any():
            logits = hidden[rows] @ weight[start:stop].T
            total = total + F.cross_entropy(logits, target[rows] - start, reduction="sum")
    return total / hidden.shape[0]
