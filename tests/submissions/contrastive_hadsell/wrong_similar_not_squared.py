# expect: failed
# diagnosis: similar_not_squared
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return (0.5 * (1 - target) * distance + 0.5 * target * torch.clamp(margin - distance, min=0) ** 2).mean()
