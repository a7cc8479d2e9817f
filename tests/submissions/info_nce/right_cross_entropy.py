# expect: passed
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    q, k = F.normalize(query, dim=-1), F.normalize(key, dim=-1)
    return F.cross_entropy(q @ k.t() / temperature, torch.arange(q.shape[0]))
