# expect: failed
# Labels compared as float32.
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(e, labels, margin=0.2):
    l = labels.float()
    s = ((e[:, None] - e[None]) ** 2).sum(2)
    d = torch.where(s > 0, s, torch.ones_like(s)).sqrt() * (s > 0)
    same = l[:, None] == l[None]
    eye = torch.eye(len(e), dtype=torch.bool)
    pos, neg = same & ~eye, ~same
    hp = d.masked_fill(~pos, -1.0).max(1).values
    hn = d.masked_fill(~neg, 1e9).min(1).values
    ok = pos.any(1) & neg.any(1)
    return (F.relu(hp - hn + margin) * ok).sum() / ok.sum().clamp(min=1)
