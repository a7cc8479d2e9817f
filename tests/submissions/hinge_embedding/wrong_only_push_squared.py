# expect: failed
# diagnosis: only_hinge_squared
import torch
import torch.nn.functional as F


def hinge_embedding_loss(distance, target, margin=1.0):
    return torch.where(target > 0, distance, F.relu(margin - distance) ** 2).mean()
