# expect: failed
# diagnosis: parameter_changed
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    m = margin**2
    return 0.5 * ((1 - target) * distance**2 + target * torch.relu(m - distance) ** 2).mean()
