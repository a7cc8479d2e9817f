"""Log-cosh: log((exp(e) + exp(-e)) / 2), without ever computing a large exponential."""

import math

import torch


def log_cosh_loss(pred, target):
    error = pred - target
    return (torch.logaddexp(error, -error) - math.log(2)).mean()
