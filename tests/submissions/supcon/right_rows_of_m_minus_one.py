# expect: passed
import torch
import torch.nn.functional as F
from torch import nn


class SupCon(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, x, y):
        m = len(x)
        off = ~torch.eye(m, dtype=torch.bool)
        s = F.cosine_similarity(x[:, None], x[None], dim=2)[off].view(m, m - 1) / self.t
        same = (y[:, None] == y[None])[off].view(m, m - 1)
        keep = same.any(1)
        if not keep.any():
            return x.sum() * 0.0
        lp = s[keep].log_softmax(1)
        same = same[keep].to(x.dtype)
        return -((lp * same).sum(1) / same.sum(1)).mean()


def supcon_loss(embeddings, labels, temperature=0.1):
    return SupCon(temperature)(embeddings, labels)
