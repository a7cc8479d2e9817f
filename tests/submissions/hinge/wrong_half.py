# expect: failed
# diagnosis: half
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - target * scores).mean() / 2
