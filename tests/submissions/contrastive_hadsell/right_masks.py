# expect: passed
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    dissimilar = target.bool()
    pull = distance[~dissimilar]
    push = torch.clamp_min(margin - distance[dissimilar], 0)
    return (pull.pow(2).sum() + push.pow(2).sum()) / (2 * distance.numel())
