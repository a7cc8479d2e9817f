# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch
from torch import nn


def soft_margin_loss(scores, target):
    return torch.nn.functional.softplus(scores * -target).sum()
