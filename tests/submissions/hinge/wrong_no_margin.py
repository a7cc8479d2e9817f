# expect: failed
# diagnosis: no_margin
# The perceptron's loss: a score of 0.001 on the right side is enough.
import torch


def hinge_loss(scores, target):
    return torch.relu(-target * scores).mean()
