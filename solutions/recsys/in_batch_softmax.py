"""In-batch softmax: each query picks its item among those of the batch, frequent ones handicapped."""

import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    query = query / query.norm(dim=1, keepdim=True)
    item = item / item.norm(dim=1, keepdim=True)
    # Column j belongs to item j, so log_freq meets the columns.
    logits = query @ item.T / temperature - log_freq
    return F.cross_entropy(logits, torch.arange(len(query), device=query.device))
