# expect: failed
# diagnosis: first_label_only
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    return F.cross_entropy(logits, target_a) + 0 * lam
