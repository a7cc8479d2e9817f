# expect: failed
# diagnosis: only_hinge_squared
# Squares the hinge (contrastive).
import torch


def hinge_embedding_loss(distance, target, margin=1.0):
    return torch.where(target > 0, distance, torch.relu(margin - distance) ** 2).mean()
