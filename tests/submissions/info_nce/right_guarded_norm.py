# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def info_nce_loss(query, key, temperature=0.07):
    logits = unit(query) @ unit(key).T / temperature
    return F.cross_entropy(logits, torch.arange(len(logits)))
