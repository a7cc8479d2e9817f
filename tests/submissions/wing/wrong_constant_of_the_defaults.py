# expect: failed
# diagnosis: constant_of_the_defaults
# C computed from the default w and epsilon (hard-coded), wrong only for other parameters.
import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    a = (pred - target).abs()
    C = -7.9175946922805500
    return torch.where(a < w, w * torch.log1p(a / epsilon), a - C).mean()
