# expect: failed
# diagnosis: eps_beside_the_size
import torch
from torch import nn


def charbonnier_loss(pred, target, eps=1e-3):
    return torch.nn.functional.l1_loss(pred, target) + eps
