# expect: failed
# diagnosis: equal_shares
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    return 0.5 * F.cross_entropy(logits, target_a) + 0.5 * F.cross_entropy(logits, target_b)
