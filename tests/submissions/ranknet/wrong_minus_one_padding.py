# expect: failed
# wrong: negative grades are taken for padding
import math

import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    ok = relevance >= 0
    pair = (relevance[:, :, None] > relevance[:, None, :]) & ok[:, :, None] & ok[:, None, :]
    gap = scores[:, :, None] - scores[:, None, :]
    if not pair.any():
        return scores.sum() * 0
    return F.softplus(-gap)[pair].mean()
