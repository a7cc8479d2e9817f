"""Squared hinge loss: the square of what an example falls short of its margin."""

import torch


def squared_hinge_loss(scores, target):
    missing = torch.clamp(1 - target * scores, min=0)
    return (missing * missing).mean()
