# expect: passed
# max(0, m - d)^2 written as (m - min(d, m))^2
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(p=2, dim=1)
    short = d.clamp(max=margin)
    return torch.dot(target, d * d) / len(d) + torch.dot(1 - target, (margin - short) ** 2) / len(d)
