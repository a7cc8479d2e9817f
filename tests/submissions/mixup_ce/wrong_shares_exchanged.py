# expect: failed
# diagnosis: shares_exchanged
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    return (1 - lam) * F.cross_entropy(logits, target_a) + lam * F.cross_entropy(logits, target_b)
