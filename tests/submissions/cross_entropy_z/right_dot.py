# expect: passed
import torch
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    z = logits.logsumexp(1)
    nll = F.nll_loss(logits - z[:, None], target)
    return nll + z_weight * torch.dot(z, z) / len(z)
