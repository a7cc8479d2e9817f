# expect: passed
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    room = margin - distance
    hinge = (room + torch.abs(room)) / 2
    return torch.lerp(distance**2, hinge**2, target).mean() / 2
