# expect: passed
import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin=1.0):
    pos_dist = F.pairwise_distance(anchor, positive)
    neg_dist = F.pairwise_distance(anchor, negative)
    return torch.clamp(pos_dist - neg_dist + margin, min=0.0).mean()
