# expect: forbidden
# A ranking loss against a score of 0, with margin 1.
import torch
import torch.nn.functional as F


def hinge_loss(scores, target):
    return F.margin_ranking_loss(scores, torch.zeros_like(scores), target, margin=1.0)
