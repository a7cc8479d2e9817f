# expect: passed
# Built from another loss: each class is a weighted nll of its own.
import torch
import torch.nn.functional as F


def kl_divergence_loss(log_q, p):
    n, c = log_q.shape
    loss = torch.xlogy(p, p).sum()
    for k in range(c):
        ids = torch.full((n,), k)
        loss = loss + (F.nll_loss(log_q, ids, reduction="none") * p[:, k]).sum()
    return loss / n
