# expect: failed
# diagnosis: batch_reduction
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    total = 0.0
    for start in range(0, len(hidden), 16):
        logits = hidden[start : start + 16] @ weight.T
        total = total - logits.log_softmax(dim=1)[:, target[start : start + 16]].sum()
    return total / len(hidden)
