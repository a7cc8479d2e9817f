"""InfoNCE: each query must pick its own key among all keys of the batch."""

import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    query = query / query.norm(dim=1, keepdim=True)
    key = key / key.norm(dim=1, keepdim=True)
    logits = query @ key.T / temperature
    own = torch.arange(len(query), device=query.device)  # the matching key stands on the diagonal
    return F.cross_entropy(logits, own)
