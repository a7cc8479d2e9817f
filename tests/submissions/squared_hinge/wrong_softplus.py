# expect: failed
import torch
from torch import nn


def squared_hinge_loss(scores, target):
    return torch.nn.functional.softplus(1 - target * scores).square().mean()
