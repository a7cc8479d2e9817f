# expect: failed
# diagnosis: squared_norm
# rows are divided by their squared norm
import torch
import torch.nn.functional as F
def info_nce_loss(query, key, temperature=0.07):
    q = query / (query * query).sum(1, keepdim=True)
    k = key / (key * key).sum(1, keepdim=True)
    logits = q @ k.T / temperature
    return F.cross_entropy(logits, torch.arange(q.shape[0]))
