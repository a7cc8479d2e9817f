# expect: passed
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    p, t = pred.double(), target.double()
    return F.mse_loss(p, t) + weight * F.l1_loss(p, t)
