# expect: failed
# diagnosis: detached_gradient
import torch


def hinge_loss(scores, target):
    return torch.relu(1 - target * scores.detach()).mean()
