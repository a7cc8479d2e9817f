# expect: passed
# The distance a pair should have: 0 when similar, at least the margin when not.
import torch
import torch.nn.functional as F


def contrastive_loss_hadsell(distance, target, margin=1.0):
    wanted = target * torch.maximum(distance.detach(), torch.full_like(distance, margin))
    return F.mse_loss(distance, wanted) / 2
