# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def squared_hinge_loss(scores, target):
    return torch.relu(1 - target * scores).pow(2).sum()
