# expect: failed
# diagnosis: square_of_the_mean
import torch


def squared_hinge_loss(scores, target):
    return torch.relu(1 - scores * target).mean().square()
