# expect: failed
# diagnosis: wrong_default
import torch


def contrastive_loss_hadsell(distance, target, margin=2.0):
    return torch.where(target == 0, distance, torch.relu(margin - distance)).square().mean() / 2
