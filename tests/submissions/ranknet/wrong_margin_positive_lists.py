# expect: failed
# wrong: lists whose best grade is 0 or less are skipped
import math

import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    ok = (relevance.amax(1) > 0)[:, None, None]
    pair = (relevance[:, :, None] > relevance[:, None, :]) & ok
    gap = scores[:, :, None] - scores[:, None, :]
    return F.softplus(-gap)[pair].mean() if pair.any() else scores.sum() * 0
