# expect: failed
# diagnosis: positive_left_out
# the positive is excluded from the denominator
import torch
import torch.nn.functional as F
def info_nce_loss(query, key, temperature=0.07):
    s = F.normalize(query, dim=1) @ F.normalize(key, dim=1).t() / temperature
    n = s.shape[0]
    if n == 1:
        return s.sum() * 0
    pos = s.diagonal()
    neg = s.masked_fill(torch.eye(n, dtype=torch.bool), float("-inf"))
    return (torch.logsumexp(neg, 1) - pos).mean()
