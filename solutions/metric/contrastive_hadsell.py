"""Contrastive loss after Hadsell et al.: target 1 marks a dissimilar pair, and both terms carry a factor 1/2."""

import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    pull = distance**2 / 2
    push = torch.clamp(margin - distance, min=0) ** 2 / 2
    return torch.where(target == 1, push, pull).mean()
