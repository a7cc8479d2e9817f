# expect: failed
# diagnosis: slope_instead_of_loss
# The size of the gradient, not the loss.
import torch


def log_cosh_loss(pred, target):
    return torch.tanh(pred - target).abs().mean()
