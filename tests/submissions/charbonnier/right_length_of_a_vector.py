# expect: passed
import torch


def charbonnier_loss(pred, target, eps=1e-3):
    e = (target - pred).flatten()
    return torch.stack((e, torch.full_like(e, eps))).norm(dim=0).mean()
