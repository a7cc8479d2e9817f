# expect: failed
# diagnosis: squared
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - target * scores).pow(2).mean()
