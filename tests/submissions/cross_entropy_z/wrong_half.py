# expect: failed
# diagnosis: half_penalty
import torch
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    z = torch.logsumexp(logits, 1)
    return F.cross_entropy(logits, target) + 0.5 * z_weight * (z**2).mean()
