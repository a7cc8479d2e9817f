# expect: failed
# diagnosis: epsilon_outside_log
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    a = torch.abs(pred - target)
    c = w - w * math.log(1 + w / epsilon)
    return torch.where(a < w, w * torch.log1p(a) / epsilon, a - c).mean()
