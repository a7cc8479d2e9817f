# expect: failed
# diagnosis: half_on_pull_only
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    # precedence: the half belongs to the first term only
    return ((1 - target) * 0.5 * distance**2 + target * torch.relu(margin - distance) ** 2).mean()
