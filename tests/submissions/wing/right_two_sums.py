# expect: passed
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = torch.abs(pred - target)
    close, far = size[size < w], size[size >= w]
    line = far.sum() - far.numel() * (w - w * math.log(1 + w / epsilon))
    return (w * torch.log1p(close / epsilon).sum() + line) / size.numel()
