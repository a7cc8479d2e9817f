# expect: failed
# diagnosis: parameter_capped
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    w = min(weight, 1.0)
    e = pred - target
    return (e * e + w * e.abs()).mean()
