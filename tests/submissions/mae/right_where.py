# expect: passed
# At an error of 0 this has slope 1, which is one of the subgradients.
import torch


def mae_loss(pred, target):
    e = pred - target
    return torch.where(e >= 0, e, -e).mean()
