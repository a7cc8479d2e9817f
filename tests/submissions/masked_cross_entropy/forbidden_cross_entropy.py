# expect: forbidden
import torch.nn.functional as F


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    return F.cross_entropy(logits, target, ignore_index=ignore_index) if keep.any() else 0 * logits.sum()
