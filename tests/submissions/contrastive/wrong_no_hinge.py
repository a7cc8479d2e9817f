# expect: failed
# diagnosis: hinge_missing
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = torch.linalg.vector_norm(x1 - x2, dim=1)
    return torch.where(target == 1, d, margin - d).square().mean()
