# expect: failed
# wrong: cos = dot/(|a||b| + 1e-8): rows of length 1e-4 lose half the cosine
import math

import torch
import torch.nn.functional as F


def byol_loss(prediction, target):
    t = target.detach()
    cos = (prediction * t).sum(1) / (prediction.norm(dim=1) * t.norm(dim=1) + 1e-8)
    return (2 - 2 * cos).mean()
