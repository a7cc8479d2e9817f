# expect: failed
# diagnosis: second_overwrites_first
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    rows = torch.arange(len(logits))
    target = torch.zeros_like(logits)
    target[rows, target_a] = lam
    target[rows, target_b] = 1 - lam
    return F.cross_entropy(logits, target)
