# expect: failed
# diagnosis: half
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return torch.mean((1 - target) * (0.5 * distance) ** 2 + target * (0.5 * torch.relu(margin - distance)) ** 2)
