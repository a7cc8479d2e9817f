# expect: failed
# wrong: a level given twice is counted once
import math

import torch
import torch.nn.functional as F


def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - pred
    keep = torch.ones_like(quantiles)
    for i in range(1, len(quantiles)):
        if (quantiles[:i] == quantiles[i]).any():
            keep[i] = 0
    loss = torch.maximum(quantiles * e, (quantiles - 1) * e) * keep
    return loss.sum() / (keep.sum() * len(target))
