# expect: failed
# diagnosis: no_clip
import torch
from torch import nn


def squared_hinge_loss(scores, target):
    return torch.nn.functional.mse_loss(scores, target)
