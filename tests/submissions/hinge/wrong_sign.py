# expect: failed
# diagnosis: labels_flipped
import torch


def hinge_loss(scores, target):
    return torch.relu(1 + target * scores).mean()
