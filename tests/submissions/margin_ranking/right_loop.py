# expect: passed
import torch


def margin_ranking_loss(x1, x2, target, margin=0.0):
    total = 0.0
    for a, b, y in zip(x1.reshape(-1), x2.reshape(-1), target.reshape(-1)):
        total = total + torch.clamp(margin - y * (a - b), min=0)
    return total / target.numel()
