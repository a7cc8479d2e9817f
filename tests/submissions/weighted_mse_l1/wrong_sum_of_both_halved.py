# expect: failed
# diagnosis: sum_instead_of_mean|element_count|half
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = pred - target
    return (e * e + weight * e.abs()).sum() / 2
