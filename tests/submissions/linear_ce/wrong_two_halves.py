# expect: failed
# diagnosis: too_large_a_tensor
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    """Three quarters of the rows, and then the rest: still too large."""
    cut = 3 * len(hidden) // 4
    total = F.cross_entropy(hidden[cut:] @ weight.T, target[cut:], reduction="sum")
    if cut:
        total = total + F.cross_entropy(hidden[:cut] @ weight.T, target[:cut], reduction="sum")
    return total / len(hidden)
