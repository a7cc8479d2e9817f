"""Binary cross-entropy with logits.

logits are scores before the sigmoid; targets are 0.0 or 1.0. Natural logarithm, mean
over all elements, no weights. Value and gradient must be finite and right up to logits
of ±1e4: a logit of −1e4 for a true 1 costs 10,000, with the gradient −1/n. Nothing is
clamped, neither the logit, nor the probability, nor the logarithm (a sigmoid followed
by BCE stops at 100). A logit of exactly 0 is not asked for.
Not allowed: binary_cross_entropy_with_logits, binary_cross_entropy, soft_margin_loss,
multilabel_soft_margin_loss, or whatever in torch computes the same.
"""

import torch


def bce_with_logits_loss(logits, target):
    """Return the loss as a 0-d tensor.

    logits: any shape, 0-d too, the same for all
    target: any shape, 0-d too, the same for all; 0.0 or 1.0

    Floats are float32 or float64, and the result has their dtype; inputs need not be
    contiguous.
    """
    raise NotImplementedError
