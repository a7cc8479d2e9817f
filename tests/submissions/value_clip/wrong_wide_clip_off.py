# expect: failed
# wrong: clip of 1 or more switches the clipping off
import math

import torch
import torch.nn.functional as F


def clipped_value_loss(values, old_values, returns, clip=0.2):
    old, ret = old_values.detach(), returns.detach()
    a = (values - ret) ** 2
    if clip >= 1:
        return 0.5 * a.mean()
    b = (old + (values - old).clamp(-clip, clip) - ret) ** 2
    return 0.5 * torch.maximum(a, b).mean()
