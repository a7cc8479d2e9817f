# expect: failed
# diagnosis: too_large_a_tensor
import torch
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    """Blocks forward, but the labels as one table."""
    labels = F.one_hot(target, len(weight)).to(hidden.dtype)
    total = 0.0
    for start in range(0, len(hidden), 16):
        logs = (hidden[start : start + 16] @ weight.T).log_softmax(dim=1)
        total = total - (labels[start : start + 16] * logs).sum()
    return total / len(hidden)
