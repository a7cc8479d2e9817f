# expect: failed
# diagnosis: gradient_of_target|sign_flipped|two_missing|half
import torch


def mse_backward(pred, target):
    return (target - pred) / pred.numel()
