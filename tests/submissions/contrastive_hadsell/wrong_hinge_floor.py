# expect: failed
# diagnosis: only_one_class
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    push = torch.clamp(margin - distance, min=1e-2) ** 2
    return ((1 - target) * distance**2 + target * push).mean() / 2
