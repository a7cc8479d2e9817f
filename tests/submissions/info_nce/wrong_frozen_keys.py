# expect: failed
# diagnosis: keys_detached
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    k = F.normalize(key).detach()
    s = F.normalize(query) @ k.T / temperature
    return F.cross_entropy(s, torch.arange(len(s)))
