# expect: failed
# diagnosis: keys_choose
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    s = F.normalize(key) @ F.normalize(query).T / temperature
    return F.cross_entropy(s, torch.arange(len(s)))
