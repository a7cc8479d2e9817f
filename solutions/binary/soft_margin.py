"""Soft margin (logistic) loss for labels of -1 and +1."""

import torch


def soft_margin_loss(scores, target):
    wrong = -target * scores
    # log(exp(0) + exp(wrong)), which takes the larger exponent out of the logarithm
    return torch.logaddexp(wrong, torch.zeros_like(wrong)).mean()
