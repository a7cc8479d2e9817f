# expect: passed
import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    n, i, j = torch.where(relevance[:, :, None] > relevance[:, None, :])
    if n.numel() == 0:
        return torch.zeros((), dtype=scores.dtype)
    gap = scores[n, i] - scores[n, j]
    return F.binary_cross_entropy_with_logits(gap, torch.ones_like(gap))
