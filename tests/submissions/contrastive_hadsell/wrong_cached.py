# expect: failed
# diagnosis: not_repeatable
import torch

_masks = {}


def contrastive_loss_hadsell(distance, target, margin=1.0):
    # keeps the labels of the first batch of each size
    mask = _masks.setdefault(len(target), target.clone())
    return ((1 - mask) * distance**2 + mask * torch.relu(margin - distance) ** 2).mean() / 2
