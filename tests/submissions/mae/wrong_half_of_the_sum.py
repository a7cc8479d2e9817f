# expect: failed
# diagnosis: sum_instead_of_mean|element_count|half
import torch


def mae_loss(pred, target):
    return 0.5 * (pred - target).abs().sum()
