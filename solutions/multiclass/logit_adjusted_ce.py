"""Logit adjustment: the log prior is added while training, so that the raw logits learn to do without it."""

import torch
import torch.nn.functional as F


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    adjusted = logits + tau * torch.log(prior)
    return F.cross_entropy(adjusted, target)
