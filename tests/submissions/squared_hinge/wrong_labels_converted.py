# expect: failed
# diagnosis: labels_zero_one
import torch


def squared_hinge_loss(scores, target):
    labels = 2 * target - 1
    return torch.relu(1 - labels * scores).square().mean()
