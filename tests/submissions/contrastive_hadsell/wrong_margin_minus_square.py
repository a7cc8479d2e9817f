# expect: failed
# diagnosis: margin_minus_square
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d2 = distance.square()
    return 0.5 * ((1 - target) * d2 + target * torch.relu(margin - d2)).mean()
