"""BYOL: the squared distance of prediction and target at length 1; the target is fixed."""

import torch.nn.functional as F


def byol_loss(prediction, target):
    cosine = F.cosine_similarity(prediction, target.detach(), dim=1)
    return (2 - 2 * cosine).mean()
