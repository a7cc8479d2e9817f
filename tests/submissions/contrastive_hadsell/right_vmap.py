# expect: passed
import torch
from torch.func import vmap


def contrastive_loss_hadsell(distance, target, margin=1.0):
    def pair(d, y):
        return 0.5 * ((1 - y) * d * d + y * torch.clamp(margin - d, min=0) ** 2)

    return vmap(pair)(distance, target).mean()
