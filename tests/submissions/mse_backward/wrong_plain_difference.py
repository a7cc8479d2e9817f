# expect: failed
# diagnosis: two_missing|not_divided
import torch


def mse_backward(pred, target):
    return pred - target
