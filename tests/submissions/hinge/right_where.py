# expect: passed
import torch


def hinge_loss(scores, target):
    reached = target * scores >= 1
    missing = torch.where(target > 0, 1 - scores, 1 + scores)
    return torch.where(reached, torch.zeros_like(missing), missing).mean()
