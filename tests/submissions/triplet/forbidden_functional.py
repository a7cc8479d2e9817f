# expect: forbidden
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin=1.0):
    return F.triplet_margin_loss(anchor, positive, negative, margin=margin)
