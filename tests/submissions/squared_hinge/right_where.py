# expect: passed
import torch


def squared_hinge_loss(scores, target):
    margin = target * scores
    return torch.where(margin < 1, (1 - margin) ** 2, torch.zeros_like(margin)).mean()
