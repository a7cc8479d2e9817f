# expect: passed
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    safe = torch.where(target == 1, probs, torch.ones_like(probs))
    return -(target * (1 - safe) ** gamma * safe.log()).sum(1).mean()
