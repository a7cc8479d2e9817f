# expect: failed
# diagnosis: mutates_input
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    pull = target.neg_().add_(1) * distance**2
    push = (1 - target) * torch.relu(margin - distance) ** 2
    return (pull + push).mean() / 2
