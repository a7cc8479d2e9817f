# expect: failed
# diagnosis: wrong_default | raises
import torch


def contrastive_loss_hadsell(distance, target, margin):
    return torch.where(target == 0, distance, torch.relu(margin - distance)).square().mean() / 2
