# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def mse_loss(pred, target):
    return torch.sum((pred - target) ** 2)
