# expect: passed
import torch.nn.functional as F


def hinge_loss(scores, target):
    return F.relu(1.0 - scores * target).mean()
