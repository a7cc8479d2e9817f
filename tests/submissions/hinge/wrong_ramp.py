# expect: failed
# diagnosis: ramp
import torch


def hinge_loss(scores, target):
    return torch.clamp(1.0 - target * scores, 0.0, 1.0).mean()
