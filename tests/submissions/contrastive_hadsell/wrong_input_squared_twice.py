# expect: failed
# diagnosis: squared_twice
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d = distance**2
    return (0.5 * (1 - target) * d**2 + 0.5 * target * torch.clamp(margin - d, min=0) ** 2).mean()
