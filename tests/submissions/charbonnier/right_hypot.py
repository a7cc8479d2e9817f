# expect: passed
import torch


def charbonnier_loss(pred, target, eps=1e-3):
    e = pred - target
    return torch.hypot(e, torch.full_like(e, eps)).mean()
