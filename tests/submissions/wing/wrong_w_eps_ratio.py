# expect: failed
# diagnosis: parameter_capped
# wrong: epsilon floored at 0.01: wrong for landmarks in shares of the image (w=0.05, epsilon=0.002)
import math

import torch
import torch.nn.functional as F


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    epsilon = max(epsilon, 0.01)
    a = (pred - target).abs()
    c = w - w * math.log(1 + w / epsilon)
    return torch.where(a < w, w * torch.log1p(a / epsilon), a - c).mean()
