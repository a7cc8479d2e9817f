# expect: failed
import torch


def info_nce_loss(query, key, temperature=0.07):
    q = query / query.norm(dim=1, keepdim=True)
    k = key / key.norm(dim=1, keepdim=True)
    logits = (q @ k.t() / temperature).clamp(max=100.0 + 1e-3)  # exp must not overflow
    return (logits.logsumexp(dim=1) - logits.diagonal()).mean()
