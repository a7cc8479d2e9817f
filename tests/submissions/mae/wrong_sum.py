# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def mae_loss(pred, target):
    return torch.abs(pred - target).sum()
