# expect: passed
import torch


def msle_loss(pred, target):
    gap = (torch.log1p(pred) - torch.log1p(target)).flatten()
    return torch.einsum("i,i->", gap, gap) / len(gap)
