# expect: failed
# Norms clamped at 1e-3.
import torch
import torch.nn.functional as F


def info_nce_loss(q, k, temperature=0.07):
    s = F.normalize(q, dim=1, eps=1e-3) @ F.normalize(k, dim=1, eps=1e-3).T / temperature
    return F.cross_entropy(s, torch.arange(len(q)))
