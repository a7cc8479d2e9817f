# expect: failed
# diagnosis: no_absolute_value
import torch


def mae_loss(pred, target):
    return torch.mean(pred - target)
