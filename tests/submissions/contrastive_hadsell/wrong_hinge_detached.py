# expect: failed
# diagnosis: gradient_only | only_one_class
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    with torch.no_grad():
        push = torch.relu(margin - distance) ** 2
    return ((1 - target) * distance**2 + target * push).mean() / 2
