# expect: failed
# diagnosis: batch_reduction | every_pair
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # (N, 1) against (N,): every distance meets every label
    d = torch.linalg.vector_norm(x1 - x2, dim=1, keepdim=True)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
