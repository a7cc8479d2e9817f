# expect: passed
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    ones, zeros = logits[target == 1], logits[target == 0]
    total = (torch.sigmoid(-ones) ** gamma * F.softplus(-ones)).sum()
    total = total + (torch.sigmoid(zeros) ** gamma * F.softplus(zeros)).sum()
    return total / logits.numel()
