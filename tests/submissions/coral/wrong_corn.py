# expect: failed
# diagnosis: only_reached_thresholds
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    total = logits.new_zeros(())
    for k in range(logits.shape[1]):
        reached = target >= k
        above = (target[reached] > k).to(logits.dtype)
        total = total + F.binary_cross_entropy_with_logits(logits[reached, k], above, reduction="sum")
    return total / len(target)
