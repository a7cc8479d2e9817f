# expect: failed
# diagnosis: parameter_ignored
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return torch.where(target == 0, distance, torch.relu(1 - distance)).square().mean() / 2
