# expect: forbidden
# The other built-in, after undoing a sigmoid that never was.
import torch
from torch import nn


def bce_loss(probs, target):
    return getattr(nn, "BCEWithLogits" + "Loss")()(torch.logit(probs), target)
