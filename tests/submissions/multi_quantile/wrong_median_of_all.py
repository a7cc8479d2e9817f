# expect: failed
# diagnosis: levels_ignored
import torch
from torch import nn


def multi_quantile_loss(pred, target, quantiles):
    return torch.nn.functional.l1_loss(pred, target[:, None].expand_as(pred)) / 2
