# expect: failed
# diagnosis: positives_only
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    return (target * torch.sigmoid(-logits) ** gamma * F.softplus(-logits)).mean()
