# expect: failed
# diagnosis: positive_left_out
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    s = F.normalize(query) @ F.normalize(key).T / temperature
    negatives = s.masked_fill(torch.eye(len(s), dtype=torch.bool), -1e9)
    return (negatives.logsumexp(1) - s.diag()).mean()
