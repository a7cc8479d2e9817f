# expect: failed
# diagnosis: penalty_detached | gradient_only
import torch
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    with torch.no_grad():
        penalty = torch.logsumexp(logits, 1).square().mean()
    return F.cross_entropy(logits, target) + z_weight * penalty
