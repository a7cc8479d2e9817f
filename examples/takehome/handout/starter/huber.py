"""Huber loss.

Quadratic with the factor ½ up to and including δ, linear with slope δ beyond, then the
mean over all elements. The two pieces meet in value and slope at |e| = δ. As
torch.nn.functional.huber_loss.
Not allowed: huber_loss, smooth_l1_loss, or whatever in torch computes the same.
"""

import torch


def huber_loss(pred, target, delta=1.0):
    """Return the loss as a 0-d tensor.

    pred: any shape, 0-d too, the same for all
    target: any shape, 0-d too, the same for all

    Floats are float32 or float64, and the result has their dtype; inputs need not be
    contiguous.
    """
    raise NotImplementedError
