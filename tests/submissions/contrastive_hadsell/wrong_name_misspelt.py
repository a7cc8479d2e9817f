# expect: error
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return torch.where(target == 0, distance, torch.relu(margin - distances)).square().mean() / 2
