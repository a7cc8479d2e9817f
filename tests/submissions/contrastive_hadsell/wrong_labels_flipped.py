# expect: failed
# diagnosis: labels_flipped | flipped_labels
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return torch.where(target == 1, distance, torch.relu(margin - distance)).square().mean() / 2
