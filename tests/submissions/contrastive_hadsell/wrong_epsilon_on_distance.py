# expect: failed
# diagnosis: epsilon_on_distance
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d = distance + 1e-3
    return ((1 - target) * d**2 + target * torch.relu(margin - d) ** 2).mean() / 2
