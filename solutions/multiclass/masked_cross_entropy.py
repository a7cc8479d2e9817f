"""Cross-entropy of the rows that count: choose them first, then divide by their number."""

import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    scores, own = logits[keep], target[keep]
    # logsumexp subtracts the largest score inside, so that nothing overflows.
    losses = torch.logsumexp(scores, dim=1) - scores.gather(1, own.unsqueeze(1)).squeeze(1)
    return losses.sum() / keep.sum().clamp(min=1)
