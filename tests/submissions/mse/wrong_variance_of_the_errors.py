# expect: failed
# diagnosis: variance_of_the_errors
import torch


def mse_loss(pred, target):
    return torch.var(pred - target, unbiased=False)
