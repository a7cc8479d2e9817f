# expect: failed
# diagnosis: mutates_input
import torch


def hinge_loss(scores, target):
    scores.data.clamp_(-3, 3)
    return torch.relu(1 - target * scores).mean()
