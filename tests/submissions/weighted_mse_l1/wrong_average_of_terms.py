# expect: failed
# diagnosis: half
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return (F.mse_loss(pred, target) + weight * F.l1_loss(pred, target)) / 2
