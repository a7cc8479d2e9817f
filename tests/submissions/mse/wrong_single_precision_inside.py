# expect: failed
# diagnosis: wrong_dtype
import torch


def mse_loss(pred, target):
    return ((pred.to(torch.float32) - target.to(torch.float32)) ** 2).mean()
