# expect: failed
# diagnosis: broadcast
import torch


def hinge_loss(scores, target):
    if scores.dim() == 1:
        scores = scores.reshape(-1, 1)
    return torch.relu(1 - target * scores).mean()
