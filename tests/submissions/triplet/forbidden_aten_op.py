# expect: forbidden
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    return torch.ops.aten.triplet_margin_loss(anchor, positive, negative, margin)
