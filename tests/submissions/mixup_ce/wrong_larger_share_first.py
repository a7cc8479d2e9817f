# expect: failed
# diagnosis: larger_share_first
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    lam = max(lam, 1.0 - lam)
    return lam * F.cross_entropy(logits, target_a) + (1.0 - lam) * F.cross_entropy(logits, target_b)
