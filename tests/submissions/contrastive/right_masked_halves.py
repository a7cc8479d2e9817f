# expect: passed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    same = target.bool()
    d = (x1 - x2).norm(dim=1)
    pull = d[same].pow(2).sum()
    push = torch.maximum(margin - d[~same], torch.zeros_like(d[~same])).pow(2).sum()
    return (pull + push) / target.numel()
