# expect: failed
# diagnosis: difference_of_squares
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d2 = distance**2
    return (0.5 * (1 - target) * d2 + 0.5 * target * torch.clamp(margin**2 - d2, min=0)).mean()
