"""RankNet: a logistic loss for every pair of a list in which one item is more relevant."""

import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    gaps = []
    for s, r in zip(scores, relevance):
        i, j = torch.nonzero(r[:, None] > r[None, :], as_tuple=True)  # i should stand above j
        gaps.append(s[i] - s[j])
    gaps = torch.cat(gaps)
    return F.softplus(-gaps).sum() / (len(gaps) or 1)
