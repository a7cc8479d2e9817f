# expect: failed
# diagnosis: loss_squared
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    ce = F.cross_entropy(logits, target, reduction="none")
    return ce.mean() + z_weight * ce.square().mean()
