# expect: failed
# diagnosis: larger_share_first
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    # max(lam, 1 - lam), as for unordered pairs; the pairs here are ordered
    share = max(lam, 1 - lam)
    return share * F.cross_entropy(logits, target_a) + (1 - share) * F.cross_entropy(logits, target_b)
