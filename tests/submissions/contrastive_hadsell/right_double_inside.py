# expect: passed
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d, y = distance.double(), target.double()
    return ((1 - y) * d**2 / 2 + y * torch.clamp(margin - d, min=0) ** 2 / 2).mean()
