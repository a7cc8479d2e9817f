"""Class-weighted cross-entropy: a weighted average of the rows' losses."""

import torch


def weighted_cross_entropy_loss(logits, target, weight):
    own = logits[torch.arange(len(target), device=target.device), target]
    losses = torch.logsumexp(logits, dim=1) - own
    row_weight = weight[target]
    return (row_weight * losses).sum() / row_weight.sum()
