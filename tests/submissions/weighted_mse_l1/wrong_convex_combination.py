# expect: failed
# diagnosis: convex_combination
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return mix(F.mse_loss(pred, target), F.l1_loss(pred, target), weight)


def mix(a, b, weight):
    return a + weight * (b - a)
