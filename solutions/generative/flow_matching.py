"""Flow matching along straight lines: the target is the line's constant velocity."""

import torch.nn.functional as F


def flow_matching_loss(velocity, x0, x1):
    # d/dt of (1 - t) * x0 + t * x1
    target = x1 - x0
    return F.mse_loss(velocity, target)
