# expect: passed
import torch


def soft_margin_loss(scores, target):
    z = -target * scores
    return (z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))).mean()
