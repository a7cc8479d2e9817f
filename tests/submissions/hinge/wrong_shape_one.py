# expect: failed
# diagnosis: wrong_shape
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - target * scores).mean().reshape(1)
