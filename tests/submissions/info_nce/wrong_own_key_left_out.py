# expect: failed
# diagnosis: positive_left_out
# The denominator leaves the own key out; a batch of one is 0 either way, and says nothing.
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    z = F.normalize(query, dim=1) @ F.normalize(key, dim=1).t() / temperature
    n = z.size(0)
    if n == 1:
        return z.sum() * 0
    neg = z.masked_fill(torch.eye(n, dtype=torch.bool), float("-inf"))
    return (neg.logsumexp(1) - z.diagonal()).mean()
