# expect: failed
# diagnosis: mutates_input
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    loss = (1 - target) * distance**2 / 2 + target * torch.relu(margin - distance) ** 2 / 2
    distance.data.clamp_(max=margin)
    return loss.mean()
