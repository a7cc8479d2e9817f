# expect: passed
import torch
import torch.nn.functional as F


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    ones = torch.einsum("nc,nc,c->", target, F.softplus(-logits), pos_weight)
    zeros = torch.einsum("nc,nc->", 1 - target, F.softplus(logits))
    return (ones + zeros) / target.numel()
