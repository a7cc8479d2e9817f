# expect: failed
# diagnosis: input_taken_as_squared
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d = distance.sqrt()
    return (0.5 * (1 - target) * distance + 0.5 * target * torch.clamp(margin - d, min=0) ** 2).mean()
