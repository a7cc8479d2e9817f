# expect: passed
import torch


def margin_ranking_loss(x1, x2, target, margin=0.0):
    short = margin + target * x2 - target * x1
    return torch.maximum(short, torch.zeros_like(short)).sum() / short.numel()
