# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - target * scores).sum()
