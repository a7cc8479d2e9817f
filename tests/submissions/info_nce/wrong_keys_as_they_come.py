# expect: failed
# diagnosis: only_queries_normalised
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    q = query / query.norm(dim=1, keepdim=True)
    return F.cross_entropy(q @ key.T / temperature, torch.arange(len(q)))
