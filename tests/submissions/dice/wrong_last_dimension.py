# expect: failed
# diagnosis: last_dimension_only
import torch


def dice_loss(probs, target, smooth=1.0):
    inter = torch.sum(probs * target, dim=-1)
    return torch.mean(1 - (2 * inter + smooth) / (torch.sum(probs + target, dim=-1) + smooth))
