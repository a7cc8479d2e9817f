# expect: failed
# diagnosis: sum_instead_of_mean | batch_size | element_count
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return 0.5 * torch.where(target == 0, distance, torch.relu(margin - distance)).square().sum()
