# expect: failed
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    each = lam * F.cross_entropy(logits, target_a, reduction="none")
    each = each + (1 - lam) * F.cross_entropy(logits, target_b, reduction="none")
    return (each * (target_a != target_b)).mean()
