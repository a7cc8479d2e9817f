# expect: failed
# diagnosis: ids_mixed
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    return F.cross_entropy(logits, (lam * target_a + (1 - lam) * target_b).round().long())
