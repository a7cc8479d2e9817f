# expect: failed
# diagnosis: first_element_only|only_one_row
import torch


def mse_loss(pred, target):
    e = (pred - target).flatten()
    return e[0] ** 2
