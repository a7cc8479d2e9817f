# expect: failed
# diagnosis: mean_over_features
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    sq = (x1 - x2).square().mean(dim=1)
    d = sq.clamp(min=1e-14).sqrt()
    return (target * sq + (1 - target) * torch.relu(margin - d) ** 2).mean()
