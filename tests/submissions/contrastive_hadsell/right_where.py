# expect: passed
import torch
import torch.nn.functional as F


def contrastive_loss_hadsell(distance, target, margin=1.0):
    residual = torch.where(target == 0, distance, F.relu(margin - distance))
    return 0.5 * residual.square().mean()
