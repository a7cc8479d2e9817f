# expect: failed
# diagnosis: every_pair|broadcast
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d = distance[:, None]
    return 0.5 * ((1 - target) * d**2 + target * torch.relu(margin - d) ** 2).mean()
