# expect: failed
# diagnosis: sum_instead_of_mean | batch_size
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(dim=1)
    return torch.sum(target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2)
