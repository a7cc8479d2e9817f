# expect: forbidden
# Another built-in that is this loss once a keyword is set.
import torch


def mae_loss(pred, target):
    name = "_".join(["smooth", "l1", "loss"])
    return getattr(torch.nn.functional, name)(pred, target, beta=0.0)
