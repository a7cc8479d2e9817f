# expect: failed
# diagnosis: square_of_the_mean
import torch
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    return F.cross_entropy(logits, target) + z_weight * torch.logsumexp(logits, 1).mean().square()
