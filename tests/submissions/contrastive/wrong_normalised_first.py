# expect: failed
# diagnosis: normalised_first
import torch
import torch.nn.functional as F


def contrastive_loss(x1, x2, target, margin=1.0):
    d = F.pairwise_distance(F.normalize(x1, dim=1), F.normalize(x2, dim=1))
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
