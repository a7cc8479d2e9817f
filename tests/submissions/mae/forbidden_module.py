# expect: forbidden
from torch import nn

criterion = nn.L1Loss()


def mae_loss(pred, target):
    return criterion(pred, target)
