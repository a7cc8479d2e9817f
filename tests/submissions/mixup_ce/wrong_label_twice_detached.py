# expect: failed
# diagnosis: gradient_only
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    return lam * F.cross_entropy(logits, target_a) + (1 - lam) * F.cross_entropy(logits.detach(), target_b)
