# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    safe = torch.where(target > 0, probs, torch.ones_like(probs))
    return -(target * safe.log()).sum() / probs.shape[0]
