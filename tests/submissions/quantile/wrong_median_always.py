# expect: failed
# diagnosis: q_ignored | parameter_ignored
import torch
from torch import nn


def quantile_loss(pred, target, q=0.5):
    return torch.nn.functional.l1_loss(pred, target) / 2
