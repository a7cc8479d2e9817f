# expect: failed
# diagnosis: input_rounded
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d = distance + (distance.detach().round() - distance.detach())
    return torch.where(target == 0, d, torch.relu(margin - d)).square().mean() / 2
