# expect: passed
import torch
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    x, y = logits.flatten(), target.flatten()
    costs = torch.stack([F.softplus(x), F.softplus(-x)])
    picks = torch.stack([1 - y, y])
    return torch.einsum("ki,ki->", costs, picks) / x.numel()
