# expect: passed
# torch's own losses are allowed here as building blocks.
from torch import nn


def weighted_mse_l1_loss(pred, target, weight=1.0):
    mse, l1 = nn.MSELoss(), nn.L1Loss()
    return mse(pred, target) + weight * l1(pred, target)
