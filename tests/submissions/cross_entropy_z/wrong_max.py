# expect: failed
# diagnosis: maximum_instead
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    return F.cross_entropy(logits, target) + z_weight * (logits.max(1).values ** 2).mean()
