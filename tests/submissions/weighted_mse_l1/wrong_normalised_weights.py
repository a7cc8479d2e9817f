# expect: failed
# diagnosis: weighted_average
# A weighted average of the two.
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return (F.mse_loss(pred, target) + weight * F.l1_loss(pred, target)) / (1 + weight)
