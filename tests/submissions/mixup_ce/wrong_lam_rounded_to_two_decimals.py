# expect: failed
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    lam = round(float(lam), 2)  # as it is logged
    loss_a = F.cross_entropy(logits, target_a)
    loss_b = F.cross_entropy(logits, target_b)
    return lam * loss_a + (1 - lam) * loss_b
