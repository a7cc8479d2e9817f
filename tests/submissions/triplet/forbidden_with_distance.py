# expect: forbidden
import torch
from torch import nn


def triplet_loss(anchor, positive, negative, margin=1.0):
    name = "_".join(["triplet", "margin", "with", "distance", "loss"])
    return getattr(nn.functional, name)(anchor, positive, negative, margin=margin)
