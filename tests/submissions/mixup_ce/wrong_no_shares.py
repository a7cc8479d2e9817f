# expect: failed
# diagnosis: both_in_full
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    return F.cross_entropy(logits, target_a) + F.cross_entropy(logits, target_b)
