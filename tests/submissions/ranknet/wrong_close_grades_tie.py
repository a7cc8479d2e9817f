# expect: failed
# wrong: grades closer than 0.1 are taken for a tie
import math

import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    pair = (relevance[:, :, None] - relevance[:, None, :]) > 0.1
    gap = scores[:, :, None] - scores[:, None, :]
    if not pair.any():
        return scores.sum() * 0
    return F.softplus(-gap)[pair].mean()
