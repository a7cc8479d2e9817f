# expect: failed
# diagnosis: broadcast
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    target = target.unsqueeze(1)
    return (0.5 * (1 - target) * distance**2 + 0.5 * target * torch.relu(margin - distance) ** 2).mean()
