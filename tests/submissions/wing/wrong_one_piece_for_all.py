# expect: failed
# diagnosis: reduction
# The largest error decides for the whole batch.
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    if size.max() < w:
        return (w * torch.log1p(size / epsilon)).mean()
    return (size - w + w * math.log1p(w / epsilon)).mean()
