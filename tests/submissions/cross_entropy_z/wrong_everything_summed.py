# expect: failed
# diagnosis: batch_size
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    z = logits.logsumexp(1)
    return F.cross_entropy(logits, target, reduction="sum") + z_weight * (z**2).sum()
