# expect: failed
# diagnosis: wrong_shape
import torch


def mae_loss(pred, target):
    return torch.abs(pred - target).mean().view(1)
