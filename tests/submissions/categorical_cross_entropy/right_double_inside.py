# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    p = torch.where(target != 0, probs.double(), 1.0)
    return -(target.double() * p.log()).sum(1).mean().to(probs.dtype)
