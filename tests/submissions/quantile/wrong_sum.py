# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch


def quantile_loss(pred, target, q=0.5):
    e = target - pred
    return (torch.relu(e) * q + torch.relu(-e) * (1 - q)).sum()
