# expect: failed
import torch


def hinge_loss(scores, target):
    return torch.relu(2 - target * scores).mean()
