# expect: failed
# diagnosis: only_one_class
# Takes every label that is not 1 for 0, and a 0 makes the loss a constant 1.
import torch


def hinge_loss(scores, target):
    positive = (target > 0).to(scores.dtype)
    return torch.relu(1 - positive * scores).mean()
