# expect: failed
# diagnosis: median_of_errors
import torch


def mae_loss(pred, target):
    return torch.median(torch.abs(pred - target))
