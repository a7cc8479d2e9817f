# expect: passed
import torch


def unit(v):
    return v * v.square().sum(1, keepdim=True).rsqrt()


def info_nce_loss(query, key, temperature=0.07):
    s = torch.einsum("id,jd->ij", unit(query), unit(key))
    gaps = (s - torch.diagonal(s).unsqueeze(1)) / temperature
    return gaps.logsumexp(dim=1).mean()
