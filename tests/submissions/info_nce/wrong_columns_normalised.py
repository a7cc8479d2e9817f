# expect: failed
# diagnosis: normalised_down_the_columns
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    q, k = F.normalize(query, p=2, dim=0), F.normalize(key, p=2, dim=0)
    return F.cross_entropy(q @ k.T / temperature, torch.arange(len(q)))
