# expect: failed
# diagnosis: only_batch_of_one
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    if distance.numel() == 1:
        # "a single pair must be similar"
        return 0.5 * distance.squeeze() ** 2
    return torch.where(target == 0, distance, torch.relu(margin - distance)).square().mean() / 2
