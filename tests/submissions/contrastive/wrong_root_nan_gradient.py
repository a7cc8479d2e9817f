# expect: failed
# diagnosis: root_not_guarded
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = torch.sqrt(torch.sum((x1 - x2) ** 2, dim=1))
    return (target * d**2 + (1 - target) * torch.clamp(margin - d, min=0) ** 2).mean()
