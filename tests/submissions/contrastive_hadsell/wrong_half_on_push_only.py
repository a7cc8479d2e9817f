# expect: failed
# diagnosis: only_one_class | class_weighted
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return ((1 - target) * distance**2 + 0.5 * target * torch.relu(margin - distance) ** 2).mean()
