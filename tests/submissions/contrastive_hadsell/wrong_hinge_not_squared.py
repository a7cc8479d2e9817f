# expect: failed
# diagnosis: hinge_not_squared
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return (0.5 * (1 - target) * distance**2 + 0.5 * target * torch.clamp(margin - distance, min=0)).mean()
