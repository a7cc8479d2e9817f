# expect: failed
# diagnosis: hadsell_convention
import torch
import torch.nn.functional as F


def contrastive_loss(x1, x2, target, margin=1.0):
    d = F.pairwise_distance(x1, x2)
    return torch.mean(0.5 * (1 - target) * d.pow(2) + 0.5 * target * (margin - d).clamp(min=0).pow(2))
