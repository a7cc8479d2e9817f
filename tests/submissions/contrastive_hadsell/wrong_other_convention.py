# expect: failed
# diagnosis: other_convention
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return (target * distance.pow(2) + (1 - target) * torch.relu(margin - distance).pow(2)).mean()
