# expect: forbidden
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    return F.linear_cross_entropy(hidden, weight, target)
