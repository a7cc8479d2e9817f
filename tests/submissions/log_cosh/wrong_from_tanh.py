# expect: failed
# diagnosis: through_tanh
# Right on paper; 1 - tanh^2 rounds to 0 for an error of 9.
import torch


def log_cosh_loss(pred, target):
    return (-0.5 * torch.log(1 - torch.tanh(pred - target) ** 2)).mean()
