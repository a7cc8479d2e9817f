# expect: forbidden
import torch


class Mine(torch.nn.SmoothL1Loss):
    pass


def smooth_l1_loss(pred, target, beta=1.0):
    return Mine(beta=beta)(pred, target)
