# expect: failed
# diagnosis: zero_weight_replaced
# weight = 0 means 0.
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=None):
    return F.mse_loss(pred, target) + (weight or 1.0) * F.l1_loss(pred, target)
