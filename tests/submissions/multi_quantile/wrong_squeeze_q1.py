# expect: failed
# diagnosis: only_one_column
# wrong: pred.squeeze(): with one quantile target[:,None]-pred[N] is N x N
import math

import torch
import torch.nn.functional as F


def multi_quantile_loss(pred, target, quantiles):
    e = target.unsqueeze(-1) - pred.squeeze()
    return torch.maximum(quantiles * e, (quantiles - 1) * e).mean()
