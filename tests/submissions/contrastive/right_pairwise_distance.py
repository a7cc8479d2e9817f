# expect: passed
import torch
import torch.nn.functional as F


def contrastive_loss(x1, x2, target, margin=1.0):
    distance = F.pairwise_distance(x1, x2)
    loss = target * torch.pow(distance, 2) + (1 - target) * torch.pow(torch.clamp(margin - distance, min=0.0), 2)
    return loss.mean()
