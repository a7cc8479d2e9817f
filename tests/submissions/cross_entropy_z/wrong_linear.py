# expect: failed
# diagnosis: not_squared
import torch
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    z = torch.logsumexp(logits, 1)
    return F.nll_loss(logits - z[:, None], target) + z_weight * z.mean()
