# expect: failed
# diagnosis: wrong_shape
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return torch.where(target == 0, distance, torch.relu(margin - distance)).square().mean().view(1) / 2
