# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    a = F.cross_entropy(logits, target_a, reduction="sum")
    b = F.cross_entropy(logits, target_b, reduction="sum")
    return lam * a + (1 - lam) * b
