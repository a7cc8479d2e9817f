# expect: failed
# diagnosis: sum_instead_of_mean|element_count|half|extra_half
import torch


def mse_loss(pred, target):
    return 0.5 * (pred - target).square().sum()
