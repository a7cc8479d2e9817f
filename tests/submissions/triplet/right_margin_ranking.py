# expect: passed
# max(0, -y(far - near) + margin) with y = 1 is another loss that does the clipping and the mean.
import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return F.margin_ranking_loss(far, near, torch.ones_like(far), margin=margin)
