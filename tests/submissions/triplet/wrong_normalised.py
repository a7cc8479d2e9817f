# expect: failed
# diagnosis: normalised_first
import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin=1.0):
    a, p, n = (F.normalize(x, dim=1) for x in (anchor, positive, negative))
    return torch.relu((a - p).norm(dim=1) - (a - n).norm(dim=1) + margin).mean()
