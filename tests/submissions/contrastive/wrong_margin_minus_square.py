# expect: failed
# diagnosis: margin_minus_square
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = torch.linalg.vector_norm(x1 - x2, dim=1)
    return (target * d**2 + (1 - target) * torch.relu(margin - d**2)).mean()
