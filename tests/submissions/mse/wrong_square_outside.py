# expect: failed
# diagnosis: square_of_the_mean
import torch


def mse_loss(pred, target):
    return torch.mean(pred - target) ** 2
