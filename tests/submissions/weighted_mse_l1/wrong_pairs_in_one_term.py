# expect: failed
# diagnosis: reduction
# The squared term runs over all N x N pairs.
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    p, t = pred.reshape(-1, 1), target.reshape(-1)
    return ((p - t) ** 2).mean() + weight * F.l1_loss(pred, target)
